/** One instruction of classic BPF (linux/filter.h). */
export interface Instruction {
  readonly code: number;
  readonly jt: number;
  readonly jf: number;
  readonly k: number;
}

/** Loads 32 bits of `struct seccomp_data` at a byte offset. */
export const load = (offset: number): Instruction => ({ code: 0x20, jt: 0, jf: 0, k: offset });
export const ret = (value: number): Instruction => ({ code: 0x06, jt: 0, jf: 0, k: value >>> 0 });
export const jumpIfEqual = (k: number, jt: number, jf: number): Instruction => ({ code: 0x15, jt, jf, k: k >>> 0 });
export const jumpIfAtLeast = (k: number, jt: number, jf: number): Instruction => ({ code: 0x35, jt, jf, k: k >>> 0 });
export const and = (k: number): Instruction => ({ code: 0x54, jt: 0, jf: 0, k: k >>> 0 });

export const OFFSET = { number: 0, architecture: 4, argument: (index: number) => 16 + 8 * index } as const;
export const RETURN = {
  allow: 0x7fff0000,
  killProcess: 0x80000000,
  errno: (code: number) => 0x00050000 | code,
} as const;

/** The bytes of `struct sock_filter[]`, little endian as on x86_64 and aarch64. For bwrap's `--seccomp FD`. */
export function encode(program: readonly Instruction[]): Uint8Array {
  const bytes = new Uint8Array(program.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [at, { code, jt, jf, k }] of program.entries()) {
    view.setUint16(at * 8, code, true);
    view.setUint8(at * 8 + 2, jt);
    view.setUint8(at * 8 + 3, jf);
    view.setUint32(at * 8 + 4, k, true);
  }
  return bytes;
}
