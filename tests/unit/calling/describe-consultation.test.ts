import { expect, test } from 'vitest';
import { type ConsultationFacts, describeConsultation } from '../../../libs/calling/src/describe-consultation.js';

const base: ConsultationFacts = { phase: 'running', roles: [1, 2], present: [true, true], media: true };
const round = '0'.repeat(32);
const who = { holders: ['Booth 4', 'Attorney'], joined: [], left: [] };
const code = { round, groups: ['0001', '2345', '6789'] as const, hidden: 0 as const, reading: [] };
const sealed = { name: 'sealed' as const, round, ...who };
const name = (change: Partial<ConsultationFacts>) => describeConsultation({ ...base, ...change }).name;

test.each([
  ['idle', { phase: 'idle' }],
  ['asking-devices', { phase: 'asking' }],
  ['waiting', { present: [] }],
  ['waiting', { present: [true, false] }],
  ['connecting', {}],
  ['keying', { seal: { name: 'keying', attempt: 2, holders: [] } }],
  ['keying', { seal: { name: 'unverified', round, ...who } }],
  ['keying', { seal: { name: 'unverified', round, ...who }, code: { ...code, round: '1'.repeat(32) } }],
  ['unverified', { seal: { name: 'unverified', round, ...who }, code }],
  ['matched-here', { seal: { name: 'matched-here', round, ...who }, code }],
  ['sealed', { seal: sealed, code }],
  ['unmatched', { seal: { name: 'unmatched', round, ...who }, code }],
  ['reconnecting', { seal: sealed, lostAt: 5 }],
  ['waiting', { seal: sealed, present: [true, false] }],
  ['connecting', { roles: [1, 2, 4], present: [true, true, false] }],
  ['waiting', { roles: [1, 2, 4], present: [true, false, true] }],
  ['waiting', { roles: [1, 2, 4], present: [false, true, true], seal: sealed }],
  ['sealed', { roles: [1, 2, 4], present: [true, false, true], seal: sealed, code }],
  ['sealed', { roles: [1, 2, 4], present: [true, true, false], seal: sealed, code }],
] as const)('%s', (expected, change) => {
  expect(name(change as Partial<ConsultationFacts>)).toBe(expected);
});

test('an outcome covers everything, also "sealed"', () => {
  expect(name({ seal: sealed, lostAt: 1, outcome: { broken: 'verdict-different' } })).toBe('broken');
  expect(describeConsultation({ ...base, seal: sealed, outcome: { ended: 'normal' } })).toEqual({
    name: 'ended',
    code: 'normal',
  });
});
