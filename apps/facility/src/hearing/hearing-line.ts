import { type Hearing, mayHaveMedia, speaksNow } from '#hearing';
import { crossedBy, deviceCap, type DeviceCap, type SessionCap, withLowerLayers } from '#link';
import { ToldLine } from '../line/told-line.js';
import type { HearingConnection } from './hearing-connection.js';

/** What the line gives one hearing, told to who is in court. */
export class HearingLine {
  #cap: SessionCap | undefined;
  readonly #told = new ToldLine();
  /** Devices of the facility's own rooms. */
  readonly #inside = new WeakSet<HearingConnection>();

  /** `sockets`: by seat, as they come and go. */
  constructor(
    private readonly hearing: () => Hearing,
    private readonly sockets: readonly (HearingConnection | undefined)[],
  ) {}

  came(socket: HearingConnection, inside: boolean): void {
    if (inside) this.#inside.add(socket);
  }

  follow(cap: SessionCap): void {
    this.#cap = cap;
    this.tell();
  }

  /** Whom it concerns and who was not told yet; to be called with every change of the hearing. */
  tell(): void {
    const [cap, hearing] = [this.#cap, this.hearing()];
    if (cap === undefined) return;
    for (const [seat, socket] of this.sockets.entries()) {
      if (socket === undefined || !mayHaveMedia(hearing, seat)) continue;
      this.#told.tell(socket, ofSeat(cap, this.#inside.has(socket), speaksNow(hearing, seat)));
    }
  }
}

/**
 * Pictures go out in layers, and everybody takes one of them: so what the others take bounds nobody's sending. From inside no
 * more than one layer crosses the line for each who takes it; from outside all of them do, together no more than one picture
 * has once pictures give way.
 */
function ofSeat(session: SessionCap, inside: boolean, speaks: boolean): DeviceCap {
  const cap = deviceCap(session, crossedBy(inside, false));
  const { video, kbps, onlySpeaker } = cap.send;
  if (!inside && onlySpeaker && !speaks) return { ...cap, send: { ...cap.send, video: 'off', kbps: 0 } };
  const all = inside || video === 'high' ? withLowerLayers(video, kbps) : kbps;
  return { ...cap, send: { ...cap.send, kbps: all } };
}
