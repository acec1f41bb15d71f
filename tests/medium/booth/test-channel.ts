import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PartyBooking } from '#protocol';
import type { TestPostgres } from '#testing';
import { type WebSocket, WebSocketServer } from 'ws';
import { partyBooking, partyOfPerson, selectBookings } from '../../../apps/facility/src/booking/booking-rows.js';
import { LocalSessionEnded } from '../../../apps/facility/src/people/session-ended.js';
import { kioskOf } from '../../../apps/facility/src/kiosks/device-of.js';
import { SessionDoor } from '../../../apps/facility/src/booth/session-door.js';
import type { Person, Visitor } from '../../../apps/facility/src/people/visitor.js';
import { TestDevice } from './test-device.js';
import { TestHouse, until } from './test-house.js';

const attorney = (id: string): Person => ({
  kind: 'person',
  id,
  name: id,
  username: id,
  role: 'attorney',
  audience: 'attorney',
  session: `sign-in of ${id}`,
});

const kioskKeys = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
/** Id of the kiosk of booth 4. */
export const KIOSK4 = kioskOf(new Uint8Array(await crypto.subtle.exportKey('raw', kioskKeys.publicKey)));

/** Who a device of a test is, by the path it connects to. */
const VISITORS: Record<string, Visitor> = {
  kiosk4: { kind: 'kiosk', booth: '4', session: KIOSK4 },
  kiosk5: { kind: 'kiosk', booth: '5', session: 'k5' },
  attorney: attorney('a1'),
  stranger: attorney('a2'),
  counsel: attorney('a3'),
  interpreter: { ...attorney('i1'), role: 'interpreter' },
  otherInterpreter: { ...attorney('i2'), role: 'interpreter' },
  desk: { ...attorney('a1'), role: 'desk', audience: 'desk' },
  nobody: { kind: 'nobody' },
};

/** The session channel on real sockets of the loopback, in a house of its own. */
export class TestChannel {
  readonly ended = new LocalSessionEnded();
  readonly #newest = new Map<string, WebSocket>();
  #door: SessionDoor;
  /** How long a device that connects from now on may wait before it enters; undefined: as in the facility. */
  enterWithinMs: number | undefined;

  private constructor(
    readonly house: TestHouse,
    private readonly http: Server,
    private readonly sockets: WebSocketServer,
  ) {
    this.#door = new SessionDoor(house.all.parts, house.all.life, this.ended);
    sockets.on('connection', (socket, request) => {
      this.#newest.set((request.url ?? '').slice(1), socket);
      socket.on('error', () => socket.terminate());
      const who = VISITORS[(request.url ?? '').slice(1)] ?? { kind: 'nobody' };
      this.#door.admit(socket, Promise.resolve(who), this.enterWithinMs);
    });
  }

  static async open(server: TestPostgres): Promise<TestChannel> {
    const http = createServer();
    const sockets = new WebSocketServer({ server: http, maxPayload: 256 * 1024 });
    const channel = new TestChannel(await TestHouse.open(server), http, sockets);
    await new Promise<void>((done) => {
      http.listen(0, '127.0.0.1', done);
    });
    return channel;
  }

  get door(): SessionDoor {
    return this.#door;
  }

  /** The server's end of the newest connection of `who`. */
  serverSocketOf(who: string): WebSocket {
    return this.#newest.get(who)!;
  }

  /** `seals`: does the handshake; a kiosk with the key it was enrolled with, or with another one (`as`). */
  enter(who: string, booking: PartyBooking, seals = false, as = kioskKeys): Promise<TestDevice> {
    return TestDevice.enter(this.#address, who, booking, seals, who === 'kiosk4' ? as : undefined);
  }

  /** Without entering. */
  connect(who: string, booking: PartyBooking): Promise<TestDevice> {
    return TestDevice.connect(this.#address, who, booking);
  }

  get #address(): string {
    return `ws://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** The facility process again, on the same data. */
  async restart(): Promise<void> {
    await this.house.restart();
    this.#door = new SessionDoor(this.house.all.parts, this.house.all.life, this.ended);
  }

  rowOf(id: string) {
    return selectBookings(this.house.db).where('id', '=', id).executeTakeFirstOrThrow();
  }

  async attorneyCopy(id: string): Promise<PartyBooking> {
    const row = await this.rowOf(id);
    return partyBooking(row, row.attorney_party);
  }

  /** The copy of a co-counsel or interpreter, by account. */
  async helperCopy(id: string, person: string): Promise<PartyBooking> {
    const row = await this.rowOf(id);
    return partyBooking(row, partyOfPerson(row, person) ?? '');
  }

  /** An open booth with both devices in it, after the first offer. */
  async both(seals = false) {
    const { id, code } = await this.house.admitted();
    const booth = await this.enter('kiosk4', await this.house.all.booth.open('4', code), seals);
    await booth.gets('media');
    const law = await this.enter('attorney', await this.attorneyCopy(id), seals);
    await law.gets('offer');
    await booth.gets('offer');
    return { id, booth, law, session: (await this.rowOf(id)).session ?? '' };
  }

  async bothKeyed() {
    const made = await this.both(true);
    await Promise.all([made.booth.keyed(), made.law.keyed()]);
    return made;
  }

  /** State and completion of a booking. */
  async state(id: string) {
    const { state, completion } = await this.rowOf(id);
    return [state, completion];
  }

  completed(id: string): Promise<void> {
    return until(async () => (await this.rowOf(id)).state === 'completed');
  }

  drained(): Promise<void> {
    return this.house.drained();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.sockets.close();
    this.http.closeAllConnections();
    await new Promise((done) => {
      this.http.close(done);
    });
    await this.house.close();
  }
}
