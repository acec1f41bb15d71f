import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { DelayedLine } from '../../lab/delayed-line.js';
import { admitted, guestComes, courtDevice, hear, runHearing, scheduleHearing } from '../system/court-people.js';
import { signIn } from '../system/desk.js';
import { RunningHabeas } from '../system/running-habeas.js';
import { iceStates, keepConnections, routes } from './connections.js';
import { ReachLab } from './reach-lab.js';

let machine: TestNamespace;
let office: TestNamespace;
let line: DelayedLine;
let habeas: RunningHabeas;
let lab: ReachLab;

/** A network that lets no UDP through, in either direction. */
const NO_UDP = `add table inet office
add chain inet office out { type filter hook output priority 0; policy accept; }
add chain inet office in { type filter hook input priority 0; policy accept; }
add rule inet office out meta l4proto udp counter drop
add rule inet office in meta l4proto udp counter drop`;

beforeAll(async () => {
  machine = await TestNamespace.create();
  office = await TestNamespace.create();
  line = await DelayedLine.open(machine, office);
  await office.run(['nft', NO_UDP.replaceAll('\n', ' ; ')]);
  habeas = await RunningHabeas.start(machine, undefined, {}, line.address, { args: ['--lan'] });
  lab = await ReachLab.open(habeas, { namespace: office, sees: line.address });
});
afterAll(async () => {
  await lab?.close();
  await habeas?.remove();
  await line?.close();
  await office?.remove();
  await machine?.remove();
});

test('an attorney without UDP is heard in the booth over TLS, and not at all without the relay', async () => {
  const kiosk = await lab.openBooth();

  const deaf = await lab.withoutRelay(async () => {
    const page = await lab.attorneyJoins();
    await expect.poll(() => iceStates(page), { timeout: 60_000 }).toContain('checking');
    await page.getByText('media-lost').first().waitFor({ timeout: 60_000 });
    return page;
  });
  expect(await iceStates(deaf)).not.toContain('connected');
  await deaf.context().close();

  const attorney = await lab.attorneyJoins();
  expect(await lab.heardAtTheBooth(kiosk, attorney)).toBeGreaterThan(0.8);
  const ways = await routes(attorney);
  expect(ways.length).toBeGreaterThan(0);
  for (const way of ways) expect(way).toEqual({ type: 'relay', protocol: 'tls' });
});

test('somebody without UDP takes part in a hearing over TLS', async () => {
  const at = async (where: 'inside' | 'outside') => courtDevice(await lab.context(where));
  const [clerk, judge, counsel] = [await at('inside'), await at('inside'), await at('outside')];
  await keepConnections(counsel);
  await signIn(clerk, habeas, 'court', 'clerk1');
  await clerk.getByRole('heading', { name: 'Hearings of the day' }).waitFor();
  const hearing = await scheduleHearing(clerk, {
    caseNumber: '1-20/2026',
    courtroom: 'Room 5',
    people: ['judge', 'counsel'].map((role) => ({ role, name: `Some ${role}`, language: 'en', protectedFrom: [] })),
  });
  await guestComes(judge, clerk, habeas, hearing, 'judge');
  await guestComes(counsel, clerk, habeas, hearing, 'counsel');
  await runHearing(clerk, habeas, hearing);
  await admitted(clerk, 'Some counsel');
  await judge.getByRole('button', { name: 'Open the hearing' }).click();
  await hear({ judge, counsel }, 2);
  const ways = await routes(counsel);
  expect(ways.length).toBe(2);
  for (const way of ways) expect(way).toEqual({ type: 'relay', protocol: 'tls' });
});
