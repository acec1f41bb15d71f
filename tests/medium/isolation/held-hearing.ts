import type { HearingCommand } from '#protocol';
import { until } from '../booth/test-house.js';
import { Party } from '../gateway/party.js';
import type { CourtDevice } from '../hearing/court-device.js';
import type { PeerBox } from './peer-box.js';
import { seatOf, SEATS, type Standing, type Who } from './seats.js';

const OPERATOR: Who = 'presiding judge';
const OUTSIDE: Who = 'waiting witness';

/** One hearing: a device a seat at the hearing channel and, where it was given a grant, at the plane's gateway. */
export class HeldHearing {
  readonly devices = new Map<Who, CourtDevice>();
  /** As they stand in the hearing: that of the clerk is the account's. */
  readonly names = new Map<Who, string>();
  /** Those that hold, or held, the grant of their seat. */
  readonly parties = new Map<Who, Party>();
  /** Handle by which each of them publishes. */
  readonly publishers = new Map<Who, number>();
  /** Every grant that a seat was ever given, on whatever device. */
  readonly grants = new Map<Who, string[]>(SEATS.map((who) => [who, []]));

  constructor(
    private readonly port: number,
    readonly id: string,
    private readonly peers: PeerBox,
    private readonly come: (who: Who) => Promise<CourtDevice>,
  ) {}

  /** A fresh device of this person. */
  async enter(who: Who): Promise<CourtDevice> {
    const device = await this.come(who);
    this.#keepGrants(who);
    this.devices.set(who, device);
    await until(() => device.view !== undefined || device.refusals().length > 0);
    // Turned away, or told all that there is to tell.
    await (device.view === undefined ? device.gone() : device.settled());
    return device;
  }

  /** Admits all but who waits. Everybody is connected. */
  async convene(): Promise<void> {
    for (const who of SEATS) this.names.set(who, this.device(who).view!.you.name);
    this.device('clerk').say({ type: 'admit', seat: seatOf(OPERATOR) });
    await this.device(OPERATOR).sees(({ you }) => you.standing === 'admitted');
    for (const who of SEATS)
      if (who !== OPERATOR && who !== OUTSIDE && who !== 'clerk') await this.move(who, 'admit', 'admitted');
  }

  device(who: Who): CourtDevice {
    return this.devices.get(who)!;
  }

  say(command: HearingCommand): void {
    this.device(OPERATOR).say(command);
  }

  /** Moves somebody; resolves when they and the court know. */
  async move(who: Who, type: 'admit' | 'send-back' | 'remove' | 'release', to: Standing): Promise<void> {
    this.say({ type, seat: seatOf(who) });
    await this.device(who).sees(({ you }) => you.standing === to);
  }

  /** Opens it; everybody in court has a grant, and joins before anybody publishes. */
  async openAndPublish(): Promise<void> {
    await this.open();
    for (const [who, [grant]] of this.#granted()) {
      const party = await this.connect(grant);
      await party.open();
      this.parties.set(who, party);
    }
    for (const [who, party] of this.parties) this.publishers.set(who, (await party.joinPublisher()).handle);
    for (const who of this.parties.keys()) await (await this.publish(who))();
  }

  /** Opens it; everybody in court has a grant and uses it for nothing. */
  async open(): Promise<void> {
    this.say({ type: 'open' });
    for (const who of SEATS) if (who !== OUTSIDE) await this.device(who).gets('media');
    for (const who of SEATS) this.#keepGrants(who);
  }

  connect(grant: string | undefined): Promise<Party> {
    const host = `court.localhost:${this.port}`;
    return Party.connect(this.port, grant, `http://${host}`, { host }, '/hearing-janus');
  }

  /** Grants that are worth nothing any more if this person may have no media: all it was ever given. */
  formerGrants(who: Who): readonly string[] {
    this.#keepGrants(who);
    return this.grants.get(who)!;
  }

  /** Asks to be published. @returns what takes the answer: from then on it sends. */
  async publish(who: Who, request: 'publish' | 'configure' = 'publish'): Promise<() => Promise<void>> {
    const [party, name] = [this.parties.get(who)!, `${this.id} ${who}`];
    const sdp = await this.peers.offer(name, seatOf(who) + 1);
    const sent = party.send(party.request(this.publishers.get(who)!, { request }, { type: 'offer', sdp }));
    const answer = await party.find((frame) => frame['transaction'] === sent && frame.janus !== 'ack');
    const described = answer['jsep'] as { sdp: string } | undefined;
    if (described === undefined) throw new Error(JSON.stringify(answer));
    return () => this.peers.accept(name, described.sdp);
  }

  /** With another device, whose grant it publishes with; the former one is void. */
  async comeBack(who: Who): Promise<void> {
    const device = await this.enter(who);
    const { grant } = await device.gets('media');
    const party = await this.connect(grant);
    await party.open();
    this.parties.set(who, party);
    this.publishers.set(who, (await party.joinPublisher()).handle);
  }

  close(): void {
    for (const device of this.devices.values()) device.cut();
    for (const party of this.parties.values()) party.socket.terminate();
  }

  #keepGrants(who: Who): void {
    const kept = this.grants.get(who)!;
    for (const { grant } of this.devices.get(who)?.all('media') ?? []) if (!kept.includes(grant)) kept.push(grant);
  }

  #granted(): [Who, string[]][] {
    return [...this.grants].filter(([, grants]) => grants.length > 0);
  }
}
