/** Any JSON value with one thing in it changed, and where: `entries.2.opened.salt dropped`. */
export interface Change {
  readonly where: string;
  readonly value: unknown;
}

/** A text whose lines or characters mean something of their own is changed from within; anything else is a plain value. */
export type ReadText = (path: string, text: string) => readonly Change[] | undefined;

/**
 * Every field and every element of `value`, dropped and altered one at a time. A number grows by one, a flag turns round, a text
 * gets another character at its beginning, middle and end. `within` answers what else becomes of a text, by its path.
 */
export function* eachChange(value: unknown, within: ReadText = () => undefined, path = ''): Generator<Change> {
  if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      const at = path === '' ? key : `${path}.${key}`;
      yield { where: `${at} dropped`, value: without(value, key) };
      const inner = (value as Record<string, unknown>)[key];
      for (const { where, value: changed } of eachChange(inner, within, at)) {
        yield { where, value: Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed } };
      }
    }
    return;
  }
  if (typeof value === 'number') yield { where: `${path} altered`, value: value + 1 };
  if (typeof value === 'boolean') yield { where: `${path} altered`, value: !value };
  if (typeof value !== 'string') return;
  for (const [name, at] of Object.entries({ first: 0, middle: value.length >> 1, last: value.length - 1 })) {
    yield { where: `${path} altered, ${name}`, value: value.slice(0, at) + other(value[at]) + value.slice(at + 1) };
  }
  yield* within(path, value) ?? [];
}

const without = (value: object, key: string): unknown =>
  Array.isArray(value)
    ? value.toSpliced(Number(key), 1)
    : Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

/** Another character of the same alphabet, whichever that is. */
function other(character = ''): string {
  const next: Record<string, string> = { '9': '0', z: 'a', Z: 'A' };
  return /[0-9A-Za-z]/.test(character)
    ? (next[character] ?? String.fromCharCode(character.charCodeAt(0) + 1))
    : character === '-'
      ? '_'
      : '-';
}
