import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import WebSocket, { WebSocketServer } from 'ws';
import { ClientFrame, type PartyBooking, type RosterPlace, type ServerFrame } from '#protocol';
import { JanusControl } from './janus-control.js';
import { type CallRoom, connectTo, type MediaPlane } from './media-plane.js';

export type PartyName = 'kiosk' | 'attorney';
type Json = Record<string, unknown>;

/** Where a test makes the server lie. Each gets what an honest server would send; `undefined` swallows it. */
export interface Lies {
  session?: (frame: ServerFrame, party: PartyName) => ServerFrame | undefined;
  toBrowser?: (message: Json, party: PartyName) => Json | undefined;
  toJanus?: (message: Json, party: PartyName) => Json | undefined;
}

const PARTIES: readonly PartyName[] = ['kiosk', 'attorney'];
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/**
 * The smallest facility: session channel and gateway for one booking, on a Unix socket, in front of a real Janus.
 * It plays by the rules unless `lies` says otherwise. Who is who: the cookie that `/kiosk` or `/attorney` set.
 */
export class BoothServer {
  lies: Lies = {};
  readonly bookingId = randomBytes(16).toString('hex');
  readonly roster: RosterPlace[] = [
    { role: 1, party: randomBytes(16).toString('hex'), label: 'Booth 4' },
    { role: 2, party: randomBytes(16).toString('hex'), label: 'Attorney' },
  ];
  readonly sessions = new Map<PartyName, WebSocket>();
  readonly gateways = new Map<PartyName, WebSocket>();
  /** What Janus told each publisher alone; subscribers of a booth's room must say it. */
  readonly privateIds = new Map<PartyName, number>();
  round: string | undefined;
  readonly #grants = new Map<PartyName, string>();
  #http: Server | undefined;
  #control: JanusControl | undefined;
  #room: CallRoom | undefined;
  #attempt = 0;

  private constructor(
    readonly socketPath: string,
    readonly bundle: string,
    readonly plane: MediaPlane,
  ) {}

  static async start(socketPath: string, bundle: string, plane: MediaPlane): Promise<BoothServer> {
    const server = new BoothServer(socketPath, bundle, plane);
    server.#control = await JanusControl.open(plane);
    server.#room = await plane.openRoom(server.#control);
    await server.#listen();
    return server;
  }

  /** What a device stored of the booking. */
  booking(party: PartyName): PartyBooking {
    const own = this.roster[PARTIES.indexOf(party)] as RosterPlace;
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
    const party = PARTIES.find((name) => path === `/${name}`);
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
      this.tellState();
    });
  }

  #heard(party: PartyName, socket: WebSocket, frame: ClientFrame): void {
    const place = PARTIES.indexOf(party);
    const others = PARTIES.filter((name) => name !== party);
    switch (frame.type) {
      case 'enter':
        this.sessions.set(party, socket);
        this.tellState();
        this.say(party, { type: 'media', grant: this.#grant(party) });
        if (this.sessions.size === PARTIES.length && this.round === undefined) this.offer();
        return;
      case 'seal': {
        const to = frame.to === undefined ? others : [PARTIES[frame.to] as PartyName];
        const { round, step, body } = frame;
        return to.forEach((name) => this.say(name, { type: 'seal', round, step, from: place, body }));
      }
      case 'abort':
        return others.forEach((name) =>
          this.say(name, { type: 'aborted', round: frame.round, from: place, code: frame.code }),
        );
      case 'again':
        return this.offer();
      case 'without-matching':
        return others.forEach((name) => this.say(name, { type: 'without-matching', round: frame.round }));
      case 'end':
        return PARTIES.forEach((name) => this.say(name, { type: 'ended', code: `ended-by-${ENDER[party]}` as const }));
    }
  }

  tellState(): void {
    const { from, to } = this.booking('kiosk');
    for (const name of PARTIES) {
      this.say(name, {
        type: 'state',
        state: this.sessions.size === PARTIES.length ? 'open' : 'waiting',
        present: PARTIES.map((one) => this.sessions.has(one)),
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
    const { bookingId: booking, round, roster } = this;
    for (const name of PARTIES) {
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
  return PARTIES.find((name) => (request.headers.cookie ?? '').includes(`as=${name}`));
}
