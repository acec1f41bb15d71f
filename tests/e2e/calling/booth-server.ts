import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import WebSocket, { WebSocketServer } from 'ws';
import { ClientFrame, type PartyBooking, type RosterPlace, type ServerFrame } from '#protocol';
import { JanusControl } from './janus-control.js';
import { type CallRoom, connectTo, type MediaPlane } from './media-plane.js';

export type PartyName = 'kiosk' | 'attorney' | 'counsel' | 'interpreter';
type Json = Record<string, unknown>;

/** Where a test makes the server lie. Each gets what an honest server would send; `undefined` swallows it. */
export interface Lies {
  session?: (frame: ServerFrame, party: PartyName) => ServerFrame | undefined;
  toBrowser?: (message: Json, party: PartyName) => Json | undefined;
  toJanus?: (message: Json, party: PartyName) => Json | undefined;
}

const PLACES: Readonly<Record<PartyName, Pick<RosterPlace, 'role' | 'label'>>> = {
  kiosk: { role: 1, label: 'Booth 4' },
  attorney: { role: 2, label: 'Attorney' },
  counsel: { role: 3, label: 'Co-counsel' },
  interpreter: { role: 4, label: 'Interpreter' },
};
const NAMES = Object.keys(PLACES) as PartyName[];
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/**
 * The smallest facility: session channel and gateway for one booking, on a Unix socket, in front of a real Janus.
 * It plays by the rules of docs/signalling-protocol.md unless `lies` says otherwise. Who is who: the cookie that
 * `/kiosk`, `/attorney` … set.
 */
export class BoothServer {
  lies: Lies = {};
  readonly bookingId = randomBytes(16).toString('hex');
  /** The booked roster; `parties` are in its order. */
  readonly roster: RosterPlace[];
  readonly sessions = new Map<PartyName, WebSocket>();
  readonly gateways = new Map<PartyName, WebSocket>();
  /** What Janus told each publisher alone; subscribers of a booth's room must say it. */
  readonly privateIds = new Map<PartyName, number>();
  round: string | undefined;
  /** Who was offered each round, in the order of its roster. */
  readonly offered = new Map<string, readonly PartyName[]>();
  readonly #grants = new Map<PartyName, string>();
  #http: Server | undefined;
  #control: JanusControl | undefined;
  #room: CallRoom | undefined;
  #attempt = 0;
  readonly #left = new Set<PartyName>();

  private constructor(
    readonly socketPath: string,
    readonly bundle: string,
    readonly plane: MediaPlane,
    readonly parties: readonly PartyName[],
  ) {
    this.roster = parties.map((name) => ({ ...PLACES[name], party: randomBytes(16).toString('hex') }));
  }

  /** `parties`: who is booked, by role. */
  static async start(
    socketPath: string,
    bundle: string,
    plane: MediaPlane,
    parties: readonly PartyName[] = ['kiosk', 'attorney'],
  ): Promise<BoothServer> {
    const server = new BoothServer(socketPath, bundle, plane, parties);
    server.#control = await JanusControl.open(plane);
    server.#room = await plane.openRoom(server.#control, parties.length);
    await server.#listen();
    return server;
  }

  /** What a device stored of the booking. */
  booking(party: PartyName): PartyBooking {
    const own = this.roster[this.parties.indexOf(party)] as RosterPlace;
    const times = { from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 3_600_000) };
    return {
      id: this.bookingId,
      booth: '4',
      from: times.from.toISOString(),
      to: times.to.toISOString(),
      state: 'in-session',
      party: own.party,
      roster: this.roster,
    };
  }

  get control(): JanusControl {
    return this.#control as JanusControl;
  }

  get room(): CallRoom {
    return this.#room as CallRoom;
  }

  /** Janus is gone, and whatever was connected to it. */
  async planeGone(): Promise<void> {
    this.#room = undefined;
    await this.plane.stop();
  }

  /** Another Janus runs. */
  async planeBack(): Promise<void> {
    this.privateIds.clear();
    this.#control = await JanusControl.open(this.plane);
    this.#room = await this.plane.openRoom(this.#control, this.parties.length);
  }

  /** Says something to one device, true or not. */
  say(party: PartyName, frame: ServerFrame): void {
    const said = this.lies.session ? this.lies.session(frame, party) : frame;
    if (said) this.sessions.get(party)?.send(JSON.stringify(said));
  }

  async stop(): Promise<void> {
    for (const socket of [...this.sessions.values(), ...this.gateways.values()]) socket.terminate();
    this.#control?.close();
    this.#http?.closeAllConnections();
    await new Promise((resolve) => this.#http?.close(resolve));
  }

  async #listen(): Promise<void> {
    const http = createServer((request, response) => void this.#serve(request, response));
    this.#http = http;
    const sessions = new WebSocketServer({ noServer: true });
    const gateways = new WebSocketServer({ noServer: true, handleProtocols: () => 'janus-protocol' });
    http.on('upgrade', (request, socket, head) => {
      const party = partyOf(request);
      if (party === undefined) return socket.destroy();
      const [server, handle] =
        request.url === '/session'
          ? [sessions, (one: WebSocket) => this.#session(party, one)]
          : [gateways, (one: WebSocket) => this.#gateway(party, one)];
      (server as WebSocketServer).handleUpgrade(request, socket, head, handle as (one: WebSocket) => void);
    });
    await new Promise<void>((resolve) => http.listen(this.socketPath, resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] as string;
    const party = NAMES.find((name) => path === `/${name}`);
    const file = join(this.bundle, party || path === '/plain' ? 'index.html' : path);
    if (!existsSync(file)) return void response.writeHead(404).end();
    if (party) response.setHeader('set-cookie', `as=${party}; Path=/`);
    response.setHeader('content-type', TYPES[/\.\w+$/.exec(file)?.[0] ?? ''] ?? 'application/octet-stream');
    response.end(await readFile(file));
  }

  #session(party: PartyName, socket: WebSocket): void {
    socket.on('message', (data: Buffer) => this.#heard(party, socket, ClientFrame.parse(JSON.parse(data.toString()))));
    socket.on('close', () => {
      if (this.sessions.get(party) !== socket) return;
      this.sessions.delete(party);
      this.#gone(party);
    });
  }

  #heard(party: PartyName, socket: WebSocket, frame: ClientFrame): void {
    const others = this.parties.filter((name) => name !== party);
    switch (frame.type) {
      case 'enter':
        this.sessions.set(party, socket);
        if (frame.holds !== undefined && frame.holds === this.round) this.#left.delete(party);
        this.tellState();
        if (this.#room) this.say(party, { type: 'media', grant: this.#grant(party) });
        else this.say(party, { type: 'refused', code: 'part-down', sentence: 'No plane.' });
        if (this.#canBegin && !this.#inRound.includes(party)) this.offer();
        return;
      case 'seal': {
        const { round, step, body } = frame;
        const names = this.offered.get(round) ?? [];
        const from = names.indexOf(party);
        const to =
          frame.to === undefined ? names.filter((name) => name !== party) : names.slice(frame.to, frame.to + 1);
        return to.forEach((name) => this.say(name, { type: 'seal', round, step, from, body }));
      }
      case 'abort': {
        const { round, code } = frame;
        const names = this.offered.get(round) ?? [];
        const from = names.indexOf(party);
        return names
          .filter((name) => name !== party)
          .forEach((name) => this.say(name, { type: 'aborted', round, from, code }));
      }
      case 'again':
        return this.offer();
      case 'without-matching':
        return others.forEach((name) => this.say(name, { type: 'without-matching', round: frame.round }));
      case 'end':
        if (party === 'counsel' || party === 'interpreter') return this.sessions.get(party)?.close(1000, 'left');
        return this.parties.forEach((name) => this.say(name, { type: 'ended', code: `ended-by-${ENDER[party]}` }));
    }
  }

  /** Those of the newest round who hold what it gave them. */
  get #inRound(): readonly PartyName[] {
    const names = this.round === undefined ? [] : (this.offered.get(this.round) ?? []);
    return names.filter((name) => !this.#left.has(name));
  }

  get #canBegin(): boolean {
    return this.sessions.has('kiosk') && this.sessions.has('attorney');
  }

  /** In a round of two a drop is no leaving. */
  #gone(party: PartyName): void {
    const names = this.round === undefined ? [] : (this.offered.get(this.round) ?? []);
    if (names.length > 2 && names.includes(party)) this.#left.add(party);
    this.tellState();
  }

  tellState(): void {
    const { from, to } = this.booking('kiosk');
    for (const name of this.parties) {
      this.say(name, {
        type: 'state',
        state: this.#canBegin ? 'open' : 'waiting',
        present: this.parties.map((one) => this.sessions.has(one)),
        seal: { profile: 'full', missing: [] },
        from,
        to,
        now: new Date().toISOString(),
      });
    }
  }

  offer(): void {
    this.round = randomBytes(16).toString('hex');
    this.#attempt += 1;
    this.#left.clear();
    // Two stay in a round whose other has dropped; of three and four, only who is here is offered one.
    const here = this.parties.length === 2 ? this.parties : this.parties.filter((name) => this.sessions.has(name));
    this.offered.set(this.round, here);
    const { bookingId: booking, round } = this;
    const roster = this.roster.filter((_, place) => here.includes(this.parties[place] as PartyName));
    for (const name of here) {
      this.say(name, { type: 'offer', suite: 1, booking, round, roster, attempt: this.#attempt });
    }
  }

  #grant(party: PartyName): string {
    const grant = this.#grants.get(party) ?? randomBytes(16).toString('hex');
    this.#grants.set(party, grant);
    return grant;
  }

  /** Messages keep their order; the room is put in here, as the real gateway does. */
  #gateway(party: PartyName, browser: WebSocket): void {
    this.gateways.set(party, browser);
    const janus = connectTo(this.plane);
    const early: string[] = [];
    janus.on('open', () => early.splice(0).forEach((text) => janus.send(text)));
    browser.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Json;
      if (message['token'] !== this.#grants.get(party)) return;
      delete message['token'];
      const body = message['body'] as Json | undefined;
      if (body?.['request'] === 'join') Object.assign(body, this.#roomFor(party, body));
      const said = this.lies.toJanus ? this.lies.toJanus(message, party) : message;
      if (!said) return;
      const text = JSON.stringify({ ...said, ...this.plane.credentials });
      if (janus.readyState === WebSocket.OPEN) janus.send(text);
      else early.push(text);
    });
    janus.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Json;
      this.#learn(party, message);
      const said = this.lies.toBrowser ? this.lies.toBrowser(message, party) : message;
      if (said) browser.send(JSON.stringify(said));
    });
    janus.on('close', () => browser.close());
    janus.on('error', () => browser.close());
    browser.on('close', () => janus.close());
  }

  #roomFor(party: PartyName, body: Json): Json {
    const { id, pin } = this.room;
    const own = body['ptype'] === 'subscriber' ? this.privateIds.get(party) : undefined;
    return { room: id, ...(pin === undefined ? {} : { pin }), ...(own === undefined ? {} : { private_id: own }) };
  }

  #learn(party: PartyName, message: Json): void {
    const { data } = (message['plugindata'] ?? {}) as { data?: Json };
    if (typeof data?.['private_id'] === 'number') this.privateIds.set(party, data['private_id']);
  }
}

const ENDER = { kiosk: 'detainee', attorney: 'attorney' } as const;

function partyOf(request: IncomingMessage): PartyName | undefined {
  return NAMES.find((name) => (request.headers.cookie ?? '').includes(`as=${name}`));
}
