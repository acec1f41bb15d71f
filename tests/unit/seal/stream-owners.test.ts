import { expect, test } from 'vitest';
import { until } from './until.js';
import { SessionLab } from './session-lab.js';

const frame = (fill: number) => new Uint8Array(40).fill(fill);

/** Three devices, sealed; parties 0 and 1 send sound. */
async function talking() {
  const lab = await SessionLab.of(3);
  await lab.offer(3, 200);
  for (const party of [0, 1, 2]) await lab.tell(party, { type: 'verdict', same: true });
  const senders = [lab.attach(0, 'send', 'audio'), lab.attach(1, 'send', 'audio')] as const;
  for (const party of [0, 1]) await lab.tell(party, { type: 'count' });
  const said = async (party: 0 | 1, fill: number) => {
    const before = senders[party].out.length;
    await senders[party].put(frame(fill));
    await until(() => senders[party].out.length > before);
    return senders[party].out.at(-1)!;
  };
  return { lab, said };
}

const owners = (lab: SessionLab, party: number) => lab.last(party, 'streams').owners;

test("a stream is nobody's until a key opens a frame of it, and then its sender's, sound and picture alike", async () => {
  const { lab, said } = await talking();
  const [hear] = [lab.attach(2, 'receive', 'audio', 7), lab.attach(2, 'receive', 'video', 7)];
  expect(owners(lab, 2)).toEqual([]);
  await hear.put(frame(1));
  await until(async () => Object.values((await lab.counters(2)).receive.audio.dropped).length > 0);
  expect(owners(lab, 2)).toEqual([]);
  await hear.put(await said(1, 2));
  await until(() => hear.out.length === 1);
  expect(owners(lab, 2)).toEqual([[7, 1]]);
});

test("a server that mixes two parties' packets into one stream: the second is not heard under the first's name", async () => {
  const { lab, said } = await talking();
  const hear = lab.attach(2, 'receive', 'audio', 7);
  await hear.put(await said(0, 1));
  await hear.put(await said(1, 2));
  await hear.put(await said(0, 3));
  await until(() => hear.out.length === 2);
  expect(hear.out.map(([first]) => first)).toEqual([1, 3]);
  expect((await lab.counters(2)).receive.audio).toEqual({ passed: 2, dropped: { 'other-party': 1 } });
  expect(owners(lab, 2)).toEqual([[7, 0]]);
  // Positive control: in a stream of its own the second is heard.
  const other = lab.attach(2, 'receive', 'audio', 8);
  await other.put(await said(1, 4));
  await until(() => other.out.length === 1);
  expect(owners(lab, 2)).toEqual([
    [7, 0],
    [8, 1],
  ]);
});

test('places are of the booked roster, whatever place a round gives', async () => {
  const lab = await SessionLab.of(4);
  await lab.offerTo([0, 1, 3], 200);
  for (const party of [0, 1, 3]) await lab.tell(party, { type: 'verdict', same: true });
  const audio = lab.attach(3, 'send', 'audio');
  await lab.tell(3, { type: 'count' });
  await audio.put(frame(1));
  await until(() => audio.out.length === 1);
  const hear = lab.attach(0, 'receive', 'audio', 7);
  await hear.put(audio.out[0]!);
  await until(() => hear.out.length === 1);
  expect(owners(lab, 0)).toEqual([[7, 3]]);
  await lab.tell(0, { type: 'left', party: 3 });
  expect(owners(lab, 0)).toEqual([]);
  expect(lab.state(0)).toMatchObject({ holders: ['Party 1', 'Party 2'], left: ['Party 4'] });
});

test("new keys: a stream is nobody's again", async () => {
  const { lab, said } = await talking();
  const hear = lab.attach(2, 'receive', 'audio', 7);
  await hear.put(await said(0, 1));
  await until(() => hear.out.length === 1);
  await lab.offer(3, 201);
  expect(owners(lab, 2)).toEqual([]);
});
