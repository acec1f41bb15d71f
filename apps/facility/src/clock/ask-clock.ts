import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { readKernelClock, readTracking, type ClockState } from './clock-state.js';

const run = promisify(execFile);
const PATIENCE_MS = 2_000;

/** adjtimex(2) of a struct timex of zeros: reads, changes nothing. Numbers of the call by architecture. */
const ADJTIMEX: Readonly<Record<string, number>> = { x64: 159, arm64: 171 };
const readTimex = (call: number): string =>
  `my $t = "\\0" x 256; my $r = syscall(${call}, $t); my @t = unpack("x8 q x8 x8 x8 i", $t); print "$r $t[1] $t[0]\\n"`;

/** Asks chrony, else the kernel (through Debian's perl-base), else systemd-timesyncd. Never rejects. */
export async function askClock(): Promise<ClockState> {
  const call = ADJTIMEX[process.arch];
  return (
    (await asked('/usr/bin/chronyc', ['-c', 'tracking'], readTracking)) ??
    (call === undefined ? undefined : await asked('/usr/bin/perl', ['-e', readTimex(call)], readKernelClock)) ??
    (existsSync('/run/systemd/timesync/synchronized')
      ? { source: 'timesyncd', synchronised: true, offset: undefined }
      : { source: 'unknown', synchronised: undefined, offset: undefined })
  );
}

async function asked(
  program: string,
  words: string[],
  read: (line: string) => ClockState | undefined,
): Promise<ClockState | undefined> {
  if (!existsSync(program)) return undefined;
  return run(program, words, { timeout: PATIENCE_MS }).then(
    ({ stdout }) => read(stdout),
    () => undefined,
  );
}
