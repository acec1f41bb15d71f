/** A room of the fake VideoRoom. */
export interface FakeRoom {
  readonly id: number;
  readonly secret: string | undefined;
  readonly pin: string | undefined;
  readonly description: string;
  readonly isPrivate: boolean;
  readonly publishers: number;
  /** The request that made it. */
  readonly asked: Readonly<Record<string, unknown>>;
  /** Feed id → handle. */
  readonly feeds: Map<number, number>;
}

/** An answer of the VideoRoom; `async` ones come as an event after an `ack`. */
export interface RoomAnswer {
  readonly data: Record<string, unknown>;
  readonly async?: boolean;
}

const failed = (error_code: number, error: string): RoomAnswer => ({ data: { videoroom: 'event', error_code, error } });

/** The part of the VideoRoom that this project uses, with its documented answers and error codes. */
export class FakeVideoRoom {
  readonly rooms = new Map<number, FakeRoom>();
  /** Called for every participant of a room that is destroyed. */
  onDestroyed: (handle: number, room: number) => void = () => {};

  constructor(private readonly adminKey: string | undefined) {}

  ask(handle: number, body: Record<string, unknown>): RoomAnswer {
    switch (body['request']) {
      case 'create':
        return this.#create(body);
      case 'destroy':
        return this.#destroy(body);
      case 'list':
        return this.#list(body);
      case 'exists':
        return { data: { videoroom: 'success', room: body['room'], exists: this.rooms.has(Number(body['room'])) } };
      case 'join':
        return { ...this.#join(handle, body), async: true };
      case 'leave':
        this.forget(handle);
        return { data: { videoroom: 'event', leaving: 'ok' }, async: true };
      default:
        return failed(423, `Unknown request '${String(body['request'])}'`);
    }
  }

  /** The handle is gone. */
  forget(handle: number): void {
    for (const { feeds } of this.rooms.values()) {
      for (const [feed, owner] of feeds) if (owner === handle) feeds.delete(feed);
    }
  }

  #create(body: Record<string, unknown>): RoomAnswer {
    if (this.adminKey !== undefined && body['admin_key'] !== this.adminKey) return failed(433, 'Unauthorized');
    const id = Number(body['room']);
    if (this.rooms.has(id)) return failed(427, `Room ${id} already exists`);
    this.rooms.set(id, {
      id,
      secret: body['secret'] as string | undefined,
      pin: body['pin'] as string | undefined,
      description: (body['description'] as string | undefined) ?? `Room ${id}`,
      isPrivate: body['is_private'] === true,
      publishers: Number(body['publishers'] ?? 3),
      asked: body,
      feeds: new Map(),
    });
    return { data: { videoroom: 'created', room: id, permanent: false } };
  }

  #destroy(body: Record<string, unknown>): RoomAnswer {
    const room = this.rooms.get(Number(body['room']));
    if (room === undefined) return failed(426, `No such room (${String(body['room'])})`);
    if (room.secret !== undefined && room.secret !== body['secret']) return failed(433, 'Unauthorized (wrong secret)');
    this.rooms.delete(room.id);
    for (const handle of room.feeds.values()) this.onDestroyed(handle, room.id);
    return { data: { videoroom: 'destroyed', room: room.id, permanent: false } };
  }

  #list(body: Record<string, unknown>): RoomAnswer {
    const all = body['admin_key'] !== undefined;
    if (all && this.adminKey !== undefined && body['admin_key'] !== this.adminKey) return failed(433, 'Unauthorized');
    const list = [...this.rooms.values()]
      .filter((room) => all || !room.isPrivate)
      .map((room) => ({ room: room.id, description: room.description, num_participants: room.feeds.size }));
    return { data: { videoroom: 'success', list } };
  }

  #join(handle: number, body: Record<string, unknown>): RoomAnswer {
    const room = this.rooms.get(Number(body['room']));
    if (room === undefined) return failed(426, 'No such room');
    if (room.pin !== undefined && room.pin !== body['pin']) return failed(433, 'Unauthorized (wrong pin)');
    if (body['ptype'] !== 'publisher') return failed(428, 'No such feed');
    const id = Number(body['id'] ?? room.feeds.size + 1);
    if (room.feeds.has(id)) return failed(436, `User ID ${id} already exists`);
    room.feeds.set(id, handle);
    return {
      data: {
        videoroom: 'joined',
        room: room.id,
        description: room.description,
        id,
        private_id: handle,
        publishers: [],
      },
    };
  }
}
