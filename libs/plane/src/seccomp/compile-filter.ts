import { and, type Instruction, jumpIfAtLeast, jumpIfEqual, load, OFFSET, ret, RETURN } from './bpf.js';
import { SYSCALL_NUMBERS, type SyscallName } from './syscall-numbers.js';

export type Architecture = 'x64' | 'arm64';

/** Low 32 bits of one argument, masked, must equal a value. */
export interface Condition {
  readonly argument: number;
  readonly mask: number;
  readonly equals: number;
}

/** A call that is allowed: always, or when all conditions of one of the `when` lists hold. */
export interface Allowance {
  readonly call: SyscallName;
  readonly when?: readonly (readonly Condition[])[];
}

export interface FilterPolicy {
  /** Tested in this order: the frequent ones first. */
  readonly allowed: readonly Allowance[];
  /** Answered ENOSYS, so that the C library takes its older way. */
  readonly absent: readonly SyscallName[];
}

/** AUDIT_ARCH_* of linux/audit.h */
const AUDIT_ARCHITECTURE = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;
const EPERM = 1;
const ENOSYS = 38;
/** Numbers from here on are the x32 variant on x86_64: other calls under the same names. */
const X32 = 0x40000000;

/**
 * An allow-list as a seccomp program. Another architecture and x32 kill the process; what is not allowed answers
 * EPERM. Calls that the architecture does not have are left out.
 */
export function compileFilter(policy: FilterPolicy, architecture: Architecture): Instruction[] {
  const program: Instruction[] = [
    load(OFFSET.architecture),
    jumpIfEqual(AUDIT_ARCHITECTURE[architecture], 1, 0),
    ret(RETURN.killProcess),
    load(OFFSET.number),
  ];
  if (architecture === 'x64') program.push(jumpIfAtLeast(X32, 0, 1), ret(RETURN.killProcess));
  for (const { call, when } of policy.allowed) {
    const number = numberOf(call, architecture);
    if (number === undefined) continue;
    const body = when === undefined ? [ret(RETURN.allow)] : conditional(when);
    program.push(jumpIfEqual(number, 0, body.length), ...body);
  }
  for (const call of policy.absent) {
    const number = numberOf(call, architecture);
    if (number !== undefined) program.push(jumpIfEqual(number, 0, 1), ret(RETURN.errno(ENOSYS)));
  }
  program.push(ret(RETURN.errno(EPERM)));
  return program;
}

function conditional(when: readonly (readonly Condition[])[]): Instruction[] {
  const body: Instruction[] = [];
  for (const conditions of when) {
    for (const [at, { argument, mask, equals }] of conditions.entries()) {
      const toNextAlternative = (conditions.length - 1 - at) * 3 + 1;
      body.push(load(OFFSET.argument(argument)), and(mask), jumpIfEqual(equals, 0, toNextAlternative));
    }
    body.push(ret(RETURN.allow));
  }
  body.push(ret(RETURN.errno(EPERM)));
  return body;
}

function numberOf(call: SyscallName, architecture: Architecture): number | undefined {
  return SYSCALL_NUMBERS[call][architecture === 'x64' ? 0 : 1];
}
