import { z } from 'zod';
import { JanusError } from './janus-error.js';
import { WireClient } from './wire-client.js';

const Id = z.object({ data: z.object({ id: z.number() }) });
const Plugin = z.object({
  plugindata: z.object({ plugin: z.literal('janus.plugin.videoroom'), data: z.looseObject({}) }),
});
const Info = z.object({ version_string: z.string(), name: z.string() });

/** Second tier: VideoRoom requests of the server, each on one session and handle that live as long as this object. */
export class VideoRoom {
  #keepalive: NodeJS.Timeout | undefined;

  private constructor(
    readonly wire: WireClient,
    readonly session: number,
    readonly handle: number,
  ) {}

  static async attach(wire: WireClient, keepaliveMilliseconds = 25_000): Promise<VideoRoom> {
    const session = Id.parse(await wire.request({ janus: 'create' })).data.id;
    const attach = { janus: 'attach', session_id: session, plugin: 'janus.plugin.videoroom' };
    const room = new VideoRoom(wire, session, Id.parse(await wire.request(attach)).data.id);
    room.#keepalive = setInterval(() => {
      wire.request({ janus: 'keepalive', session_id: session }).catch(() => wire.close());
    }, keepaliveMilliseconds);
    room.#keepalive.unref();
    return room;
  }

  static async info(wire: WireClient): Promise<{ version: string; name: string }> {
    const info = Info.parse(await wire.request({ janus: 'info' }));
    return { version: info.version_string, name: info.name };
  }

  /** A request that the VideoRoom answers at once. `refused` carries its error code. */
  async ask(body: Record<string, unknown>): Promise<Record<string, unknown>> {
    const frame = await this.wire.request({
      janus: 'message',
      session_id: this.session,
      handle_id: this.handle,
      body,
    });
    const parsed = Plugin.safeParse(frame);
    if (!parsed.success) throw new JanusError('malformed', 'the video room gave no answer');
    const { data } = parsed.data.plugindata;
    if (typeof data['error_code'] === 'number') {
      throw new JanusError('refused', String(data['error']), data['error_code']);
    }
    return data;
  }

  /** Ends the session; resolves also when Janus is gone. */
  async destroy(): Promise<void> {
    clearInterval(this.#keepalive);
    await this.wire.request({ janus: 'destroy', session_id: this.session }).catch(() => {});
    this.wire.close();
  }
}

/** VideoRoom error codes this project reads. */
export const VIDEOROOM_NO_SUCH_ROOM = 426;
export const VIDEOROOM_ROOM_EXISTS = 427;
export const VIDEOROOM_NO_SUCH_FEED = 428;
/** Janus core: session not found. */
export const JANUS_NO_SUCH_SESSION = 458;
