import type { WorkerMessage } from '../../../libs/calling/src/seal-messages.js';
import { type FakeTransformer, SessionLab } from './session-lab.js';
import { until } from './until.js';
import { expect } from 'vitest';

export const frame = (length: number, fill = 7) => new Uint8Array(length).fill(fill);
export const everybody = (n: number) => [...Array(n).keys()];
export const SAME = { type: 'verdict', same: true } as const;

export async function keyedLab(n = 2, answers = n): Promise<SessionLab> {
  const lab = await SessionLab.of(n);
  await lab.offer(n, 200);
  for (let party = 0; party < answers; party++) await lab.tell(party, SAME);
  return lab;
}

const seals = (lab: SessionLab, party: number) =>
  lab.posted[party]!.filter((message): message is Extract<WorkerMessage, { type: 'seal' }> => message.type === 'seal');
export const steps = (lab: SessionLab, party: number): string[] => seals(lab, party).map(({ step }) => step);
export const groups = (lab: SessionLab, party: number): string => lab.last(party, 'code').code.groups.join(' ');

/** A frame of `from`, sealed now. */
export async function sealed(lab: SessionLab, transformer: FakeTransformer, fill: number): Promise<Uint8Array> {
  const { length } = transformer.out;
  await transformer.put(frame(20, fill));
  await until(() => transformer.out.length > length);
  await lab.settle();
  return transformer.out.at(-1)!;
}

/** Does a frame that `from` seals with a new transform come out at `to`? */
export async function hears(lab: SessionLab, to: number, from: number): Promise<void> {
  const [audio, hear] = [lab.attach(from, 'send', 'audio'), lab.attach(to, 'receive', 'audio')];
  await lab.tell(from, { type: 'count' });
  await hear.put(await sealed(lab, audio, 20 + from));
  await until(() => hear.out.length === 1);
  expect(hear.out[0]).toEqual(frame(20, 20 + from));
}
