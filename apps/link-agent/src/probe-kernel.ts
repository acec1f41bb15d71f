import type { LinkKernel } from '#link';
import { ask, type Programs } from './programs.js';

/** On a device of its own, which is gone afterwards; never on one that carries anything. */
const PROBE = 'habeas-probe';

/** Which queues this kernel knows beyond HTB. Rejects where not even the probe can be made: no right, or no IFB. */
export async function probeKernel(programs: Programs): Promise<LinkKernel> {
  await ask(programs, 'ip', ['link', 'del', PROBE]).catch(() => undefined);
  await ask(programs, 'ip', ['link', 'add', 'name', PROBE, 'type', 'ifb']);
  const knows = (kind: string) =>
    ask(programs, 'tc', ['qdisc', 'replace', 'dev', PROBE, 'root', kind]).then(
      () => true,
      () => false,
    );
  try {
    return { cake: await knows('cake'), fqCodel: await knows('fq_codel') };
  } finally {
    await ask(programs, 'ip', ['link', 'del', PROBE]);
  }
}
