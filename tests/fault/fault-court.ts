import { HearingRow, LinkMade } from '#protocol';
import { CourtDevice, newKeys } from '../medium/hearing/court-device.js';
import { until } from '../medium/booth/test-house.js';
import { Party } from '../medium/gateway/party.js';
import type { FaultHouse } from './fault-house.js';
import type { FaultPage } from './fault-page.js';

/** By seat; the clerk has the first. */
const ROLES = ['clerk', 'judge', 'counsel', 'accused'] as const;
export type Who = (typeof ROLES)[number];
export const seatOf = (who: Who): number => ROLES.indexOf(who);
const BACK_MS = 90_000;
const AGAIN_MS = 250;

/** A hearing of four in a facility that things happen to: real requests, links and channels; media as far as the plane's door. */
export class FaultCourt {
  readonly #devices = {} as Record<Who, CourtDevice>;
  readonly #links = {} as Record<Who, string>;
  readonly #keys = {} as Record<Who, CryptoKeyPair>;
  #hearing = '';

  private constructor(
    private readonly house: FaultHouse,
    private readonly clerk: FaultPage,
  ) {}

  static async make(house: FaultHouse): Promise<FaultCourt> {
    const clerk = house.page('court');
    await house.signIn(clerk, 'clerk1');
    return new FaultCourt(house, clerk);
  }

  get hearing(): string {
    return this.#hearing;
  }

  device(who: Who): CourtDevice {
    return this.#devices[who];
  }

  /** A new hearing in this courtroom, open, with all four in court. */
  async open(courtroom: string): Promise<void> {
    const now = Date.now();
    const [from, to] = [now, now + 3_600_000].map((at) => new Date(at).toISOString());
    const people = ROLES.slice(1).map((role) => ({ role, name: `the ${role}`, language: 'kk', protectedFrom: [] }));
    const wish = { caseNumber: '1-99/2026', courtroom, from, to, people };
    this.#hearing = HearingRow.parse(await this.clerk.must('POST', 'court/hearings', wish)).id;
    for (const who of ROLES.slice(1)) {
      const made = await this.clerk.must('POST', `court/hearings/${this.#hearing}/links`, { seat: seatOf(who) });
      this.#links[who] = LinkMade.parse(made).token;
      this.#keys[who] = await newKeys();
    }
    for (const who of ROLES) await this.enter(who);
    for (const who of ['judge', 'counsel', 'accused'] as const)
      this.#devices.clerk.say({ type: 'admit', seat: seatOf(who) });
    await this.#devices.judge.sees(({ you }) => you.standing === 'admitted');
    this.#devices.judge.say({ type: 'open' });
    await this.#devices.clerk.sees(({ state, people }) => state === 'open' && people.length === ROLES.length - 1);
  }

  /** On a new line, with the same link and key, or the clerk's account. */
  async enter(who: Who): Promise<CourtDevice> {
    const { host, cookie } = this.clerk.headers;
    const device = await CourtDevice.connect(Number(host?.split(':')[1]), who === 'clerk' ? { cookie: cookie! } : {});
    if (who === 'clerk') device.send({ type: 'enter-clerk', hearing: this.#hearing });
    else await device.enter(this.#links[who], this.#keys[who]);
    this.#devices[who] = device;
    await device.gets('view');
    return device;
  }

  /** Whoever lost the line tries again until in the former seat. */
  async everybodyBack(): Promise<void> {
    await Promise.all(ROLES.filter((who) => this.#devices[who].closed !== undefined).map((who) => this.back(who)));
    await this.#devices.clerk.sees(({ people }) => people.filter(({ connected }) => connected).length === 3);
  }

  async back(who: Who): Promise<void> {
    const late = Date.now() + BACK_MS;
    for (;;) {
      try {
        await this.enter(who);
        return;
      } catch (error) {
        if (Date.now() > late) throw error;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  /** What is done in a hearing that goes on: a hand, the floor, a line of the minute; each comes to whom it concerns. */
  async goesOn(line: string): Promise<void> {
    const { clerk, judge, counsel, accused } = this.#devices;
    counsel.say({ type: 'hand', up: true });
    await judge.sees(({ people }) => people.some(({ seat, hand }) => seat === seatOf('counsel') && hand === 1));
    judge.say({ type: 'floor', seat: seatOf('counsel') });
    await accused.sees(({ floor }) => floor === seatOf('counsel'));
    clerk.send({ type: 'note', text: line });
    await until(() => judge.minute.some(({ text }) => text === line));
    counsel.say({ type: 'hand', up: false });
    judge.say({ type: 'floor', seat: null });
    await accused.sees(({ floor }) => floor === null);
  }

  /** Every newest grant opens the hearing plane: its holder may publish there. */
  async everybodyHasMedia(): Promise<void> {
    for (const who of ROLES) {
      await until(async () => {
        const grant = this.#devices[who].all('media').at(-1)?.grant;
        return grant !== undefined && (await this.#publishes(grant));
      }, BACK_MS);
    }
  }

  async close(): Promise<void> {
    this.#devices.judge.say({ type: 'close' });
    await Promise.all(ROLES.map((who) => this.#devices[who].gone()));
  }

  leave(): void {
    for (const who of ROLES) this.#devices[who]?.cut();
  }

  async #publishes(grant: string): Promise<boolean> {
    const { host = '', origin = '' } = this.clerk.headers;
    const port = Number(host.split(':')[1]);
    const party = await Party.connect(port, grant, origin, { host }, '/hearing-janus').catch(() => undefined);
    try {
      await party?.open();
      const { joined } = (await party?.joinPublisher()) ?? {};
      return JSON.stringify(joined ?? '').includes('"videoroom":"joined"');
    } catch {
      return false;
    } finally {
      party?.socket.terminate();
    }
  }
}
