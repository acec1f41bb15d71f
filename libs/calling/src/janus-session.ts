import library, { type JanusJS } from 'janus-gateway';
import type { RelayPass } from '#protocol';

/** The package's types are those of CommonJS; what bundlers load is its one default export. */
const Janus = library as unknown as typeof JanusJS.Janus;
type Janus = JanusJS.Janus;

export type PluginHandle = JanusJS.PluginHandle;
type Callbacks = Omit<JanusJS.PluginCallbacks, 'success' | 'error'> & { connectionState?: (state: string) => void };

/** All that janus.js asks of webrtc-adapter: RTCRtpScriptTransform only exists where no shim is needed. */
const browserDetails = { browser: 'chrome', version: 0 };
const warm = new Map<string, WebSocket>();
let open: (url: string, protocol: string) => WebSocket = (url, protocol) => new WebSocket(url, protocol);

/** janus.js asks for its WebSocket here: one opened beforehand saves the handshake's round trips. */
function takeSocket(url: string, protocol: string): WebSocket {
  const socket = warm.get(url);
  warm.delete(url);
  if (socket === undefined || socket.readyState > WebSocket.OPEN) return open(url, protocol);
  if (socket.readyState === WebSocket.OPEN) queueMicrotask(() => socket.dispatchEvent(new Event('open')));
  return socket;
}

/** Those of janus.js: it goes on listening to a socket that it has replaced, and takes the end of the old one for its own. */
const listening = new WeakMap<WebSocket, AbortController>();
let newest: WebSocket | undefined;

function givenUp(socket: WebSocket): WebSocket {
  const until = new AbortController();
  const add = socket.addEventListener.bind(socket);
  socket.addEventListener = (type: string, heard: EventListenerOrEventListenerObject) =>
    add(type, heard, { signal: until.signal });
  listening.set(socket, until);
  return (newest = socket);
}

/** Opens the socket of a coming Janus session; nothing is sent over it. */
export function warmJanusSocket(url: string, openSocket: typeof open): void {
  open = openSocket;
  warm.get(url)?.close();
  warm.set(url, openSocket(url, 'janus-protocol'));
}

export function dropWarmSocket(url: string): void {
  warm.get(url)?.close();
  warm.delete(url);
}

/** Where a session is opened, and with what. */
export interface JanusDoor {
  readonly url: string;
  readonly token: string;
  readonly relay?: RelayPass | undefined;
}

/** A Janus session as promises. `lost` is called at most once, when the gateway or Janus ended it. */
export class JanusSession {
  readonly #janus: Janus;
  #socket: WebSocket | undefined;
  #over = false;

  private constructor(janus: Janus) {
    this.#janus = janus;
    this.#socket = newest;
  }

  /** `relay`: one more way, never the only one; a browser tries it beside the direct ones. */
  static open({ url, token, relay }: JanusDoor, lost: () => void): Promise<JanusSession> {
    const socketClass = function (this: unknown, address: string, protocol: string) {
      return givenUp(takeSocket(address, protocol));
    } as unknown as (server: string, protocol: string) => WebSocket;
    const dependencies = Janus.useDefaultDependencies({ WebSocket: socketClass, adapter: { browserDetails } });
    Janus.init({ debug: false, dependencies });
    return new Promise((resolve, reject) => {
      let session: JanusSession | undefined;
      const failed = () => {
        if (session === undefined) reject(new Error('media-lost'));
        else if (!session.#over) {
          session.#over = true;
          lost();
        }
      };
      const janus: Janus = new Janus({
        server: url,
        token,
        iceServers: relay === undefined ? [] : [relay],
        keepAlivePeriod: 25_000,
        destroyOnUnload: true,
        success: () => {
          session = new JanusSession(janus);
          resolve(session);
        },
        error: failed,
        destroyed: failed,
      });
    });
  }

  attach(callbacks: Callbacks): Promise<PluginHandle> {
    return new Promise((resolve, reject) => {
      this.#janus.attach({
        plugin: 'janus.plugin.videoroom',
        ...callbacks,
        success: resolve,
        error: (reason) => reject(new Error(reason)),
      });
    });
  }

  /**
   * Takes the session over on a socket of its own (Janus `claim`); its handles and their media stay what they are, and `lost`
   * may be called again. False: it is not to be had any more, or not `within` these milliseconds.
   */
  claim(within: number): Promise<boolean> {
    this.#drop();
    return new Promise((resolve) => {
      const failed = () => resolve(false);
      const timer = setTimeout(failed, within);
      this.#janus.reconnect({
        success: () => {
          clearTimeout(timer);
          this.#over = false;
          resolve(true);
        },
        error: failed,
      });
      this.#socket = newest;
    });
  }

  #drop(): void {
    if (this.#socket === undefined) return;
    listening.get(this.#socket)?.abort();
    this.#socket.close();
  }

  /** Ends the session, its handles and their connections. */
  close(): void {
    this.#over = true;
    if (!this.#janus.isConnected()) this.#drop();
    this.#janus.destroy({ cleanupHandles: true, notifyDestroyed: false });
  }
}
