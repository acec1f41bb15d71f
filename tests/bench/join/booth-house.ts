import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DeskBooking, DeskChoices, MovementSlip } from '#protocol';
import { enrol, enterCode, understand } from '../../e2e/system/booth-devices.js';
import { signIn, speakEnglish } from '../../e2e/system/desk.js';
import { within } from '../within.js';
import type { RunningHabeas } from '../../e2e/system/running-habeas.js';

const BOOTH = '4';

/** The facility's own people and devices, near the servers: a desk officer and the kiosk of booth 4. */
export class BoothHouse {
  #booking: string | undefined;
  #kiosk: Page | undefined;

  private constructor(
    private readonly habeas: RunningHabeas,
    private readonly desk: Page,
    private readonly kiosks: BrowserContext,
  ) {}

  /** `browser` has the microphone of the booth. */
  static async open(habeas: RunningHabeas, browser: Browser): Promise<BoothHouse> {
    const desk = await (await browser.newContext()).newPage();
    await signIn(desk, habeas, 'desk', 'desk1');
    await desk.getByRole('button', { name: 'Book', exact: true }).waitFor();
    const kiosks = await browser.newContext();
    await kiosks.addInitScript(keepConnections);
    const kiosk = await kiosks.newPage();
    await enrol(kiosk, habeas);
    await kiosk.close();
    return new BoothHouse(habeas, desk, kiosks);
  }

  /** A fresh session: booked, admitted, opened with its code. The kiosk publishes; the attorney is awaited. */
  async openSession(): Promise<void> {
    const choices = DeskChoices.parse(await this.#ask('GET', 'choices'));
    const now = Date.now();
    const wish = {
      booth: BOOTH,
      detainee: choices.detainees[0],
      attorney: choices.attorneys[0]?.id,
      from: new Date(now - 60_000).toISOString(),
      to: new Date(now + 45 * 60_000).toISOString(),
    };
    const { id } = DeskBooking.parse(await this.#ask('POST', 'bookings', wish));
    this.#booking = id;
    const { code } = MovementSlip.parse(await this.#ask('POST', `bookings/${id}/slip`, {}));
    await this.#ask('POST', `bookings/${id}/admit`, {});
    const kiosk = (this.#kiosk = await this.kiosks.newPage());
    await kiosk.goto(this.habeas.url('kiosk'));
    await speakEnglish(kiosk);
    await enterCode(kiosk, code);
    await understand(kiosk);
    await kiosk.waitForFunction(isConnected);
  }

  /** The desk ends it; the kiosk's page is gone afterwards. */
  async endSession(): Promise<void> {
    if (this.#booking !== undefined)
      await this.#ask('POST', `bookings/${this.#booking}/end`, { code: 'ended-by-staff' });
    this.#booking = undefined;
    await this.#kiosk?.close();
    this.#kiosk = undefined;
  }

  /** Asks as the desk officer's own page would: same origin, same cookie. */
  #ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const answer = this.desk.evaluate(
      async ([how, where, what]) => {
        const answer = await fetch(`/api/desk/${where}`, {
          method: how,
          ...(what === undefined ? {} : { body: what, headers: { 'content-type': 'application/json' } }),
        });
        if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`);
        return (await answer.json()) as unknown;
      },
      [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
    );
    return within(20_000, path, answer);
  }
}

interface Kept {
  kept: RTCPeerConnection[];
}

/** Runs in the page, before its own code. */
function keepConnections(): void {
  const kept: RTCPeerConnection[] = ((globalThis as unknown as Kept).kept = []);
  const Original = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      kept.push(this);
    }
  };
}

/** Runs in the page. */
const isConnected = () =>
  (globalThis as unknown as Kept).kept.some(({ connectionState }) => connectionState === 'connected');
