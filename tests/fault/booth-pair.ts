import { AttorneyBookings, KioskChallenge, PartyBooking } from '#protocol';
import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { makeKioskCode } from '../../apps/facility/src/kiosks/kiosk-code.js';
import { AccountMaker } from '../../apps/facility/src/people/account-maker.js';
import { kioskProof } from '../../apps/web/kiosk/kiosk-proof.js';
import { until } from '../medium/booth/test-house.js';
import type { FaultHouse } from './fault-house.js';
import { type Entering, PairPage } from './pair-page.js';

/** A step that meets a fault is tried again for so long. */
const MENDED_MS = 180_000;
const AGAIN_MS = 250;

/** How far a session is when something breaks. */
export type Phase = 'before open' | 'matching' | 'sealed' | 'ending';

/** What a page shows that has the keys of a round. */
const KEYED: ReadonlySet<string> = new Set(['unverified', 'matched-here', 'sealed']);

/** One booth with its kiosk, its detainee and an attorney, at pages with camera and microphone. */
export class BoothPair {
  booking = '';
  #code = '';
  #copy: PartyBooking | undefined;

  private constructor(
    private readonly house: FaultHouse,
    readonly booth: string,
    private readonly people: { readonly detainee: string; readonly attorney: string },
    readonly pages: { readonly kiosk: PairPage; readonly law: PairPage },
    private readonly keys: CryptoKeyPair,
  ) {}

  /** `door`: port of the facility, where the browser is. */
  static async make(
    house: FaultHouse,
    { browser, door }: { readonly browser: Browser; readonly door: number },
    booth: string,
    detainee: string,
  ): Promise<BoothPair> {
    const username = `counsel${booth}`;
    const { id, password } = await new AccountMaker(house.db).make({ username, name: username, role: 'attorney' });
    await house.db.insertInto('attorney').values({ id, name: username }).execute();
    await house.db.insertInto('tie').values({ attorney: id, detainee }).execute();
    const kiosk = await PairPage.open(browser, 'kiosk', door);
    const law = await PairPage.open(browser, 'attorney', door);
    await law.must('POST', 'sign-in', { username, password });
    const keys = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const pair = new BoothPair(house, booth, { detainee, attorney: id }, { kiosk, law }, keys);
    const code = await makeKioskCode(house.db, booth);
    await kiosk.must('POST', 'kiosk/enrol', { code, ...(await pair.#proof()) });
    return pair;
  }

  /** A fresh booking of this booth for now, admitted, with a slip; the kiosk shows its first screen again. */
  async book(): Promise<void> {
    await this.#leave();
    const now = Date.now();
    const [from, to] = [now - 60_000, now + 45 * 60_000].map((at) => new Date(at).toISOString());
    const { id } = await this.house.must('POST', 'desk/bookings', { booth: this.booth, ...this.people, from, to });
    this.booking = id as string;
    this.#code = (await this.house.must('POST', `desk/bookings/${id}/slip`)).code as string;
    await this.house.must('POST', `desk/bookings/${id}/admit`);
    await Promise.all([this.pages.kiosk.load(), this.pages.law.load()]);
  }

  /** What a test that failed left behind is not the next one's; whatever it was, the booth is free after it. */
  async #leave(): Promise<void> {
    if (!this.booking || (await this.isOver())) return;
    const said = { code: 'ended-by-staff' };
    const ways = ['end', 'cancel'].map((way) => this.house.must('POST', `desk/bookings/${this.booking}/${way}`, said));
    await Promise.any(ways);
  }

  /** The attorney is there before the booth opens, with camera and microphone on. */
  waitForBooth(): Promise<void> {
    return mended('wait', async () => {
      const name = await this.pages.law.tend(this.lawEnters);
      if (name !== 'waiting') throw new Error(name);
    });
  }

  /** The slip's code at the kiosk, again and again until the booth opens. */
  async open(): Promise<void> {
    const { kiosk } = this.pages;
    this.#copy = await mended('open', async () => {
      await this.#proveKiosk();
      return PartyBooking.parse(await kiosk.must('POST', 'kiosk/open', { code: this.#code }, 40_000));
    });
  }

  /** Both are there, until both have keys. */
  enter(): Promise<void> {
    return mended('enter', async () => {
      const names = await this.#tend();
      if (!names.every((name) => KEYED.has(name))) throw new Error(names.join());
    });
  }

  /** Both pages are loaded anew, and both come back. */
  async comeBack(): Promise<void> {
    await mended('come back', () => Promise.all([this.pages.kiosk.load(), this.pages.law.load()]));
    await this.enter();
  }

  /** Both say "same", in whichever round they are by then; until each hears the other and both verdicts have their entries. */
  seal(): Promise<void> {
    return mended('seal', async () => {
      const names = await this.#tend();
      const [kiosk, law] = names;
      if (names.every((name) => KEYED.has(name))) {
        if (kiosk === 'unverified') await this.pages.kiosk.sayTheSame();
        if (law === 'unverified') await this.pages.law.sayTheSame();
      }
      if (names.some((name) => name !== 'sealed')) throw new Error(names.join());
      await Promise.all([this.pages.kiosk.expectHeard(), this.pages.law.expectHeard()]);
      await until(async () => (await this.#verdicts()) >= 2, 5_000);
    });
  }

  /** The attorney ends it, again until it is ended. */
  async end(): Promise<void> {
    const { law } = this.pages;
    await mended('end', async () => {
      if (await this.isOver()) return;
      await law.end();
      await until(() => this.isOver(), 3_000).catch(async (error: unknown) => {
        await law.tend(this.lawEnters);
        throw error;
      });
    });
  }

  async isOver(): Promise<boolean> {
    const row = this.house.db.selectFrom('booking').select('state').where('id', '=', this.booking);
    return (await row.executeTakeFirst())?.state === 'completed';
  }

  /** Neither captures anything any more. */
  async expectDark(timeout?: number): Promise<void> {
    await Promise.all([this.pages.kiosk.expectDark(timeout), this.pages.law.expectDark(timeout)]);
  }

  #tend() {
    return Promise.all([this.pages.kiosk.tend(this.#kioskEnters), this.pages.law.tend(this.lawEnters)]);
  }

  readonly #kioskEnters = async (): Promise<Entering> => {
    await this.#proveKiosk();
    if (this.#copy?.id !== this.booking) throw new Error('not open');
    const [publicKey, privateKey] = await Promise.all(
      [this.keys.publicKey, this.keys.privateKey].map((key) => crypto.subtle.exportKey('jwk', key)),
    );
    return { copy: this.#copy, device: { publicKey: publicKey!, privateKey: privateKey! } };
  };

  readonly lawEnters = async (): Promise<Entering> => {
    const { bookings } = AttorneyBookings.parse(await this.pages.law.must('GET', 'attorney/bookings'));
    const copy = bookings.find(({ id }) => id === this.booking);
    if (!copy) throw new Error('no booking');
    return { copy };
  };

  async #verdicts(): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from outbox
      where booking = ${this.booking} and leaf ->> 'type' = 'code.verdict'`.execute(this.house.db);
    return rows[0]?.count ?? 0;
  }

  async #proveKiosk(): Promise<void> {
    await this.pages.kiosk.must('POST', 'kiosk/sign-in', await this.#proof());
  }

  async #proof() {
    const { kiosk } = this.pages;
    const { challenge } = KioskChallenge.parse(await kiosk.must('POST', 'kiosk/challenge'));
    return kioskProof(this.keys, kiosk.host, challenge);
  }
}

/** Repeats what fails while something is broken. */
async function mended<Value>(step: string, work: () => Promise<Value>): Promise<Value> {
  const late = Date.now() + MENDED_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > late) throw new Error(`not mended: ${step}: ${String(error)}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
