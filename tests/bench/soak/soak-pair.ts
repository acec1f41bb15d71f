import {
  AttorneyBookings,
  DeskBooking,
  DeskChoices,
  DeskDay,
  GivenAccess,
  KioskChallenge,
  PartyBooking,
} from '#protocol';
import { WebSocket } from 'ws';
import { kioskProof } from '../../../apps/web/kiosk/kiosk-proof.js';
import { FaultPage } from '../../fault/fault-page.js';
import { TestDevice } from '../../medium/booth/test-device.js';
import { DeviceMedia } from './device-media.js';

const WAIT_MS = 40_000;
const STANDING: readonly string[] = ['confirmed', 'admitted', 'in-session'];

export interface Staff {
  readonly port: number;
  readonly desk: FaultPage;
  readonly operator: FaultPage;
}

/** One booth: its kiosk, a detainee and an attorney, each with the real requests, channel, handshake and media connections. */
export class SoakPair {
  #booking = '';
  #code = '';
  #copy: PartyBooking | undefined;
  #devices: TestDevice[] = [];
  #media: DeviceMedia[] = [];

  private constructor(
    private readonly staff: Staff,
    private readonly of: { readonly booth: string; readonly detainee: string; readonly attorney: string },
    private readonly pages: { readonly kiosk: FaultPage; readonly law: FaultPage; readonly keys: CryptoKeyPair },
  ) {}

  /** Invites the attorney and enrols the kiosk, as the desk and the operator do. */
  static async make(staff: Staff, booth: string, detainee: string): Promise<SoakPair> {
    const [kiosk, law] = [new FaultPage('kiosk', () => staff.port), new FaultPage('attorney', () => staff.port)];
    const invitation = { username: `soak${booth}`, name: `Counsel ${booth}`, role: 'attorney', language: 'en' };
    const given = GivenAccess.parse(await staff.desk.must('POST', 'desk/accounts', invitation));
    const password = crypto.randomUUID();
    await law.must('POST', 'access/use', { code: given.code, password });
    await law.must('POST', 'sign-in', { username: invitation.username, password });
    const { attorneys } = DeskChoices.parse(await staff.desk.must('GET', 'desk/choices'));
    const attorney = attorneys.find(({ name }) => name === invitation.name)?.id ?? '';
    const keys = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const pair = new SoakPair(staff, { booth, detainee, attorney }, { kiosk, law, keys });
    const { code } = await staff.operator.must('POST', 'desk/kiosk-codes', { booth });
    await kiosk.must('POST', 'kiosk/enrol', { code, ...(await pair.#proof()) });
    return pair;
  }

  /** Booked, admitted, opened with the slip. Begun again after a step that failed, it goes on with the booking it has. */
  async open(): Promise<void> {
    const { desk } = this.staff;
    const { id, state } = (await this.#standing()) ?? (await this.#book());
    this.#booking = id;
    if (state !== 'in-session') this.#code = (await desk.must('POST', `desk/bookings/${id}/slip`)).code as string;
    if (state === 'confirmed') await desk.must('POST', `desk/bookings/${id}/admit`);
    await this.pages.kiosk.must('POST', 'kiosk/sign-in', await this.#proof());
    this.#copy = PartyBooking.parse(await this.pages.kiosk.must('POST', 'kiosk/open', { code: this.#code }, WAIT_MS));
  }

  /** Compared and talking. Both devices at once, on new channels with new keys and new connections; former ones are cut off without a word. */
  async enter(): Promise<void> {
    this.leave();
    const { kiosk, law, keys } = this.pages;
    await kiosk.must('POST', 'kiosk/sign-in', await this.#proof());
    const { bookings } = AttorneyBookings.parse(await law.must('GET', 'attorney/bookings'));
    const copy = bookings.find(({ id }) => id === this.#booking);
    if (!copy || !this.#copy) throw new Error('no booking');
    this.#devices = [await this.#device(kiosk, this.#copy, keys), await this.#device(law, copy)];
    const [booth, counsel] = this.#devices as [TestDevice, TestDevice];
    await Promise.all([booth, counsel].map((device) => device.gets('media')));
    if (counsel.all('offer').length === 0) counsel.send({ type: 'again' });
    await until(() => booth.transcript() !== undefined && booth.transcript() === counsel.transcript());
    await Promise.all([booth.verdict(true), counsel.verdict(true)]);
    const seats = [
      { page: kiosk, device: booth, other: 2 },
      { page: law, device: counsel, other: 1 },
    ];
    const { port } = this.staff;
    const started = await Promise.allSettled(
      seats.map(({ page, device, other }) =>
        DeviceMedia.start({ port, host: page.host, token: device.all('media').at(-1)!.grant, other }),
      ),
    );
    this.#media = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    for (const one of started) if (one.status === 'rejected') throw one.reason;
    await Promise.all(this.#media.map((media) => media.hears()));
  }

  /** The attorney ends it for both. */
  async end(): Promise<void> {
    if ((await this.#standing()) === undefined) return this.leave();
    if (this.#devices.some(({ closed }) => closed !== undefined)) await this.enter();
    this.#devices[1]?.send({ type: 'end' });
    await until(() => this.#devices.every((device) => device.all('ended').length > 0));
    this.leave();
  }

  leave(): void {
    for (const media of this.#media) media.close();
    for (const { socket } of this.#devices) socket.terminate();
    [this.#media, this.#devices] = [[], []];
  }

  async #book(): Promise<DeskBooking> {
    const now = Date.now();
    const [from, to] = [now - 60_000, now + 30 * 60_000].map((at) => new Date(at).toISOString());
    return DeskBooking.parse(await this.staff.desk.must('POST', 'desk/bookings', { ...this.of, from, to }));
  }

  /** The booking of this booth that was made and has not ended. */
  async #standing(): Promise<DeskBooking | undefined> {
    const { bookings } = DeskDay.parse(await this.staff.desk.must('GET', 'desk/day'));
    return bookings.find(({ booth, state }) => booth === this.of.booth && STANDING.includes(state));
  }

  async #device(page: FaultPage, copy: PartyBooking, keys?: CryptoKeyPair): Promise<TestDevice> {
    const address = `ws://127.0.0.1:${this.staff.port}/session`;
    const socket = new WebSocket(address, 'habeas-session', { headers: page.headers, handshakeTimeout: 10_000 });
    const device = await TestDevice.over(socket, copy, true, keys);
    device.send({ type: 'enter', booking: copy.id });
    return device;
  }

  async #proof() {
    const { kiosk, keys } = this.pages;
    const { challenge } = KioskChallenge.parse(await kiosk.must('POST', 'kiosk/challenge'));
    return kioskProof(keys, kiosk.host, challenge);
  }
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + WAIT_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`never came to hold: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
