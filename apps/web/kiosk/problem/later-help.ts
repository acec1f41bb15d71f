import { useEffect, useState } from 'preact/hooks';

export type LaterHelp = typeof import('./help-screens.js');

const insist = (): Promise<LaterHelp> =>
  import('./help-screens.js').catch(() => new Promise((soon) => setTimeout(soon, 3_000)).then(insist));

let coming: Promise<LaterHelp> | undefined;

/** The screens of help come right after the page, before anybody needs them, and as often as it takes. */
export const laterHelp = (): Promise<LaterHelp> => (coming ??= insist());

/** Undefined until they are there. */
export function useLaterHelp(): LaterHelp | undefined {
  const [help, set] = useState<LaterHelp>();
  useEffect(() => void laterHelp().then(set), []);
  return help;
}
