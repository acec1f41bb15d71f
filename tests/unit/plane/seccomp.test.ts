import { describe, expect, it } from 'vitest';
import { encode, RETURN } from '../../../libs/plane/src/seccomp/bpf.js';
import { compileFilter } from '../../../libs/plane/src/seccomp/compile-filter.js';
import { PLANE_POLICY } from '../../../libs/plane/src/seccomp/plane-policy.js';
import { interpret } from './interpret-bpf.js';

const X64 = 0xc000003e;
const ARM64 = 0xc00000b7;
const EPERM = RETURN.errno(1);
const filter = compileFilter(PLANE_POLICY, 'x64');
const x64 = (number: number, ...args: number[]) => interpret(filter, { number, architecture: X64, arguments: args });

describe('the filter of the booth plane', () => {
  it.each([
    ['read', 0],
    ['sendto', 44],
    ['recvmsg', 47],
    ['futex', 202],
    ['execve, for the programs that start Janus', 59],
  ])('allows %s', (_, number) => expect(x64(number)).toBe(RETURN.allow));

  it.each([
    ['ptrace', 101],
    ['mount', 165],
    ['bpf', 321],
    ['process_vm_readv', 310],
    ['io_uring_setup', 425],
    ['fork', 57],
    ['kill', 62],
    ['mkdir', 83],
    ['rename', 82],
    ['a number that does not exist yet', 100_000],
  ])('refuses %s with EPERM', (_, number) => expect(x64(number)).toBe(EPERM));

  it('lets UDP, Unix and netlink sockets be made, and no TCP, raw or packet socket', () => {
    expect(x64(41, 2, 2)).toBe(RETURN.allow);
    expect(x64(41, 10, 2 | 0o2000000)).toBe(RETURN.allow);
    expect(x64(41, 1, 1)).toBe(RETURN.allow);
    expect(x64(41, 16, 3)).toBe(RETURN.allow);
    expect(x64(41, 2, 1)).toBe(EPERM);
    expect(x64(41, 10, 1 | 0o4000)).toBe(EPERM);
    expect(x64(41, 2, 3)).toBe(EPERM);
    expect(x64(41, 17, 3)).toBe(EPERM);
  });

  it('lets threads be made and no process', () => {
    expect(x64(56, 0x3d0f00)).toBe(RETURN.allow);
    expect(x64(56, 17)).toBe(EPERM);
    expect(x64(435)).toBe(RETURN.errno(38));
  });

  it('kills another architecture and x32', () => {
    expect(interpret(filter, { number: 0, architecture: 0x40000003 })).toBe(RETURN.killProcess);
    expect(interpret(filter, { number: 0, architecture: ARM64 })).toBe(RETURN.killProcess);
    expect(x64(0x40000000)).toBe(RETURN.killProcess);
  });

  it('has the numbers of aarch64 on aarch64', () => {
    const arm = compileFilter(PLANE_POLICY, 'arm64');
    const call = (number: number, ...args: number[]) =>
      interpret(arm, { number, architecture: ARM64, arguments: args });
    expect(call(206)).toBe(RETURN.allow);
    expect(call(198, 2, 2)).toBe(RETURN.allow);
    expect(call(198, 2, 1)).toBe(EPERM);
    expect(call(117)).toBe(EPERM);
    expect(interpret(arm, { number: 206, architecture: X64 })).toBe(RETURN.killProcess);
  });

  it('is a program the kernel takes: 8 bytes an instruction, at most 4096 of them', () => {
    expect(filter.length).toBeLessThan(4096);
    expect(encode(filter)).toHaveLength(filter.length * 8);
    expect([...encode(filter).subarray(0, 8)]).toEqual([0x20, 0, 0, 0, 4, 0, 0, 0]);
  });
});
