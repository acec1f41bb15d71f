const UNIT: Readonly<Record<string, number>> = { bit: 0.001, Kbit: 1, Mbit: 1000, Gbit: 1_000_000 };
const LINE = /^class htb (\S+) .*?\brate ([\d.]+)([KMG]?bit) ceil ([\d.]+)([KMG]?bit)/;

/** HTB classes of one device as `tc class show` prints them: `DEVICE CLASS` with `RATE CEILING` in kbit/s. */
export function parseClasses(device: string, printed: string): [string, string][] {
  return printed.split('\n').flatMap((line): [string, string][] => {
    const [, id, rate, unit, ceil, ceilUnit] = LINE.exec(line) ?? [];
    if (id === undefined) return [];
    const kbps = (value: string | undefined, of: string | undefined) =>
      Math.round(Number(value) * (UNIT[of ?? ''] ?? 0));
    return [[`${device} ${id}`, `${kbps(rate, unit)} ${kbps(ceil, ceilUnit)}`]];
  });
}
