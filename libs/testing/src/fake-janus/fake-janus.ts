import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { FakeVideoRoom } from './fake-room.js';

export interface FakeJanusContact {
  readonly apiSocket: string;
  readonly apiSecret: string;
  readonly adminKey: string;
  readonly roomSeed: string;
}

interface FakeSession {
  readonly handles: Set<number>;
  socket: WebSocket | undefined;
}

type Request = Record<string, unknown> & {
  janus?: string;
  transaction?: string;
  session_id?: number;
  handle_id?: number;
};

/** Speaks the Janus protocol over a Unix socket; no media. `stop()` rejects when a session, handle or room is left. */
export class FakeJanus {
  readonly sessions = new Map<number, FakeSession>();
  readonly videoRoom: FakeVideoRoom;
  /** Every frame as it came, secrets included: for tests that look at what is sent. */
  readonly received: Request[] = [];
  #nextId = 1000;

  private constructor(
    readonly contact: FakeJanusContact,
    private readonly folder: string,
    private readonly http: Server,
    private readonly sockets: WebSocketServer,
  ) {
    this.videoRoom = new FakeVideoRoom(contact.adminKey);
    this.videoRoom.onDestroyed = (handle, room) =>
      this.#event(handle, { plugindata: { plugin: 'janus.plugin.videoroom', data: { videoroom: 'destroyed', room } } });
    sockets.on('connection', (socket) => this.#serve(socket));
  }

  static async start(): Promise<FakeJanus> {
    const folder = await mkdtemp(join(tmpdir(), 'fj-'));
    const contact = {
      apiSocket: join(folder, 'ws.sock'),
      apiSecret: 'a'.repeat(64),
      adminKey: 'b'.repeat(64),
      roomSeed: 'c'.repeat(64),
    };
    const http = createServer();
    const sockets = new WebSocketServer({ server: http, handleProtocols: () => 'janus-protocol' });
    await new Promise<void>((resolve) => http.listen(contact.apiSocket, resolve));
    return new FakeJanus(contact, folder, http, sockets);
  }

  /** What is still there, in words; empty when nothing leaked. */
  leaks(): string[] {
    return [
      ...[...this.sessions].map(([id, { handles }]) => `session ${id} with ${handles.size} handles`),
      ...[...this.videoRoom.rooms.values()].map(({ description }) => `room ${description}`),
    ];
  }

  /** Breaks every connection, as a crash of Janus does; sessions and rooms are gone with it. */
  crash(): void {
    this.sessions.clear();
    this.videoRoom.rooms.clear();
    for (const socket of this.sockets.clients) socket.terminate();
  }

  /** Ends it in any case. Rejects with the leaks, unless `leaksAllowed`. */
  async stop({ leaksAllowed = false } = {}): Promise<void> {
    const leaks = this.leaks();
    for (const socket of this.sockets.clients) socket.terminate();
    await new Promise((resolve) => this.sockets.close(resolve));
    await new Promise((resolve) => this.http.close(resolve));
    await rm(this.folder, { recursive: true, force: true });
    if (leaks.length > 0 && !leaksAllowed) throw new Error(`left in Janus: ${leaks.join(', ')}`);
  }

  #serve(socket: WebSocket): void {
    socket.on('error', () => socket.terminate());
    socket.on('message', (data: Buffer) => {
      const request = JSON.parse(data.toString()) as Request;
      this.received.push(request);
      const answers = this.#answer(socket, request);
      for (const answer of answers) socket.send(JSON.stringify({ transaction: request.transaction, ...answer }));
    });
    // No reclaim time: the sessions of a broken connection end with it.
    socket.on('close', () => {
      for (const [id, session] of this.sessions) if (session.socket === socket) this.#end(id);
    });
  }

  #answer(socket: WebSocket, request: Request): Record<string, unknown>[] {
    if (request['apisecret'] !== this.contact.apiSecret)
      return [failure(403, 'Unauthorized request (wrong or missing secret/token)')];
    if (request.janus === 'info')
      return [{ janus: 'server_info', name: 'Janus WebRTC Server', version_string: '0.0.0-fake' }];
    if (request.janus === 'create') {
      const id = (this.#nextId += 1);
      this.sessions.set(id, { handles: new Set(), socket });
      return [{ janus: 'success', data: { id } }];
    }
    const id = Number(request.session_id);
    const session = this.sessions.get(id);
    if (session === undefined) return [failure(458, `No such session "${id}"`)];
    return request.handle_id === undefined
      ? this.#ofSession(id, session, socket, request)
      : this.#ofHandle(id, session, request.handle_id, request);
  }

  #ofSession(id: number, session: FakeSession, socket: WebSocket, request: Request): Record<string, unknown>[] {
    switch (request.janus) {
      case 'keepalive':
        return [{ janus: 'ack', session_id: id }];
      case 'claim':
        session.socket = socket;
        return [{ janus: 'success', session_id: id }];
      case 'destroy':
        this.#end(id);
        return [{ janus: 'success', session_id: id }];
      case 'attach': {
        if (request['plugin'] !== 'janus.plugin.videoroom') return [failure(460, 'No such plugin')];
        const handle = (this.#nextId += 1);
        session.handles.add(handle);
        return [{ janus: 'success', session_id: id, data: { id: handle } }];
      }
      default:
        return [failure(453, `Unknown request '${String(request.janus)}'`)];
    }
  }

  #ofHandle(id: number, session: FakeSession, handle: number, request: Request): Record<string, unknown>[] {
    if (!session.handles.has(handle)) return [failure(459, `No such handle "${handle}"`)];
    switch (request.janus) {
      case 'detach':
        session.handles.delete(handle);
        this.videoRoom.forget(handle);
        return [{ janus: 'success', session_id: id }];
      case 'hangup':
        return [{ janus: 'success', session_id: id }];
      case 'trickle':
        return [{ janus: 'ack', session_id: id }];
      case 'message': {
        const { data, async } = this.videoRoom.ask(handle, request['body'] as Record<string, unknown>);
        const plugindata = { plugin: 'janus.plugin.videoroom', data };
        if (async !== true) return [{ janus: 'success', session_id: id, sender: handle, plugindata }];
        return [
          { janus: 'ack', session_id: id },
          { janus: 'event', session_id: id, sender: handle, plugindata },
        ];
      }
      default:
        return [failure(453, `Unknown request '${String(request.janus)}'`)];
    }
  }

  #end(id: number): void {
    for (const handle of this.sessions.get(id)?.handles ?? []) this.videoRoom.forget(handle);
    this.sessions.delete(id);
  }

  #event(handle: number, event: Record<string, unknown>): void {
    for (const [id, { handles, socket }] of this.sessions) {
      if (handles.has(handle))
        socket?.send(JSON.stringify({ janus: 'event', session_id: id, sender: handle, ...event }));
    }
  }
}

const failure = (code: number, reason: string): Record<string, unknown> => ({
  janus: 'error',
  error: { code, reason },
});
