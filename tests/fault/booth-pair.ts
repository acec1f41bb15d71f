import { AttorneyBookings, KioskChallenge, PartyBooking, type RelayPass } from '#protocol';
import { sql } from 'kysely';
import { WebSocket } from 'ws';
import { makeKioskCode } from '../../apps/facility/src/kiosks/kiosk-code.js';
import { AccountMaker } from '../../apps/facility/src/people/account-maker.js';
import { kioskProof } from '../../apps/web/kiosk/kiosk-proof.js';
import { TestDevice } from '../medium/booth/test-device.js';
import { until } from '../medium/booth/test-house.js';
import type { FaultHouse } from './fault-house.js';
import type { FaultPage } from './fault-page.js';

/** A step that meets a fault is tried again for so long. */
const MENDED_MS = 90_000;
const AGAIN_MS = 250;

/** How far a session is when something breaks. */
export type Phase = 'before open' | 'matching' | 'sealed' | 'ending';

/** One booth with its kiosk, its detainee and an attorney: their real requests, channels and handshakes, without media. */
export class BoothPair {
  booking = '';
  kiosk: TestDevice | undefined;
  law: TestDevice | undefined;
  #code = '';
  #copy: PartyBooking | undefined;
  /** Transcript of the round that both said "same" in. */
  #sealed: string | undefined;

  private constructor(
    private readonly house: FaultHouse,
    readonly booth: string,
    private readonly detainee: string,
    private readonly attorney: string,
    private readonly pages: { readonly kiosk: FaultPage; readonly law: FaultPage; readonly keys: CryptoKeyPair },
  ) {}

  static async make(house: FaultHouse, booth: string, detainee: string): Promise<BoothPair> {
    const username = `counsel${booth}`;
    const { id, password } = await new AccountMaker(house.db).make({ username, name: username, role: 'attorney' });
    await house.db.insertInto('attorney').values({ id, name: username }).execute();
    await house.db.insertInto('tie').values({ attorney: id, detainee }).execute();
    const [kiosk, law] = [house.page('kiosk'), house.page('attorney')];
    await law.must('POST', 'sign-in', { username, password });
    const keys = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const pair = new BoothPair(house, booth, detainee, id, { kiosk, law, keys });
    const code = await makeKioskCode(house.db, booth);
    await kiosk.must('POST', 'kiosk/enrol', { code, ...(await pair.#proof()) });
    return pair;
  }

  /** A fresh booking of this booth for now, admitted, with a slip. */
  async book(): Promise<void> {
    const now = Date.now();
    const [from, to] = [now - 60_000, now + 45 * 60_000].map((at) => new Date(at).toISOString());
    const { booth, detainee, attorney } = this;
    const { id } = await this.house.must('POST', 'desk/bookings', { booth, detainee, attorney, from, to });
    this.booking = id as string;
    this.#code = (await this.house.must('POST', `desk/bookings/${id}/slip`)).code as string;
    await this.house.must('POST', `desk/bookings/${id}/admit`);
  }

  /** The slip's code at the kiosk, again and again until the booth opens. */
  async open(): Promise<void> {
    this.#copy = await mended('open', async () => {
      await this.pages.kiosk.must('POST', 'kiosk/sign-in', await this.#proof());
      return PartyBooking.parse(await this.pages.kiosk.must('POST', 'kiosk/open', { code: this.#code }, 40_000));
    });
  }

  /** Both devices, on channels of their own, until both have the keys of one round. */
  enter(): Promise<void> {
    return mended('enter', () => this.#enter());
  }

  /** Both say "same", in whichever round they are by then; until both verdicts have their entries. */
  async seal(): Promise<void> {
    await mended('seal', async () => {
      if (!this.areUp || !this.areKeyed) await this.#enter();
      const transcript = this.law?.transcript();
      if (transcript === this.#sealed) return;
      const before = await this.#verdicts();
      await this.kiosk?.verdict(true);
      await this.law?.verdict(true);
      await until(async () => (await this.#verdicts()) >= before + 2, 5_000);
      this.#sealed = transcript;
    });
  }

  /** The attorney ends it, again until it is ended. */
  async end(): Promise<void> {
    await mended('end', async () => {
      if (await this.isOver()) return;
      if (!this.areUp) await this.#enter();
      this.law?.send({ type: 'end' });
      await until(() => this.isOver(), 3_000);
    });
    this.leave();
  }

  async isOver(): Promise<boolean> {
    const row = this.house.db.selectFrom('booking').select('state').where('id', '=', this.booking);
    return (await row.executeTakeFirst())?.state === 'completed';
  }

  get areUp(): boolean {
    return [this.kiosk, this.law].every((device) => device?.socket.readyState === WebSocket.OPEN);
  }

  get areKeyed(): boolean {
    const transcript = this.kiosk?.transcript();
    return transcript !== undefined && transcript === this.law?.transcript();
  }

  /** Credentials for the relay that the attorney's device was last let in with, if it got any. */
  get pass(): RelayPass | undefined {
    return this.law?.all('media').at(-1)?.relay;
  }

  leave(): void {
    for (const device of [this.kiosk, this.law]) device?.socket.terminate();
  }

  async #enter(): Promise<void> {
    this.leave();
    await this.pages.kiosk.must('POST', 'kiosk/sign-in', await this.#proof());
    const { bookings } = AttorneyBookings.parse(await this.pages.law.must('GET', 'attorney/bookings'));
    const copy = bookings.find(({ id }) => id === this.booking);
    if (!copy || !this.#copy) throw new Error('no booking');
    this.kiosk = await this.#device(this.pages.kiosk, this.#copy, this.pages.keys);
    this.law = await this.#device(this.pages.law, copy);
    // Whoever lost its keys asks for an offer; the first who come get one without.
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    if (this.law.all('offer').length === 0) this.law.send({ type: 'again' });
    await until(() => this.areKeyed, 5_000);
  }

  async #verdicts(): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from outbox
      where booking = ${this.booking} and leaf ->> 'type' = 'code.verdict'`.execute(this.house.db);
    return rows[0]?.count ?? 0;
  }

  async #device(page: FaultPage, copy: PartyBooking, keys?: CryptoKeyPair): Promise<TestDevice> {
    const address = `ws://127.0.0.1:${this.house.port}/session`;
    const socket = new WebSocket(address, 'habeas-session', { headers: page.headers, handshakeTimeout: 5_000 });
    const device = await TestDevice.over(socket, copy, true, keys);
    device.send({ type: 'enter', booking: copy.id });
    await until(() => device.all('state').length > 0, 5_000).catch((error: unknown) => {
      throw new Error(`not let in: ${JSON.stringify(device.frames)} ${JSON.stringify(device.closed)}`, {
        cause: error,
      });
    });
    return device;
  }

  async #proof() {
    const { kiosk, keys } = this.pages;
    const { challenge } = KioskChallenge.parse(await kiosk.must('POST', 'kiosk/challenge'));
    return kioskProof(keys, kiosk.host, challenge);
  }
}

/** Repeats what fails while something is broken. */
async function mended<Value>(step: string, work: () => Promise<Value>): Promise<Value> {
  const late = Date.now() + MENDED_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > late) throw new Error(`not mended: ${step}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
