import { type Hearing, mayHaveMedia, mayReceive, speaksNow } from '#hearing';
import { crossedBy, deviceCap, type DeviceCap, type HeardVoice, type SessionCap, withLowerLayers } from '#link';
import type { LossReport } from '#protocol';
import { ToldLine } from '../line/told-line.js';
import { HeardReports } from './heard-reports.js';
import type { HearingConnection } from './hearing-connection.js';

/** What the line gives one hearing, told to who is in court, and what they say that it loses. */
export class HearingLine {
  #cap: SessionCap | undefined;
  readonly #told = new ToldLine();
  /** Devices of the facility's own rooms. */
  readonly #inside = new WeakSet<HearingConnection>();
  readonly #reports = new HeardReports();

  /** `sockets`: by seat, as they come and go. */
  constructor(
    private readonly hearing: () => Hearing,
    private readonly sockets: readonly (HearingConnection | undefined)[],
    private readonly now: () => Date,
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

  /** What this device counted; it counts for the voices that it may hear and for no others. */
  report(socket: HearingConnection, report: LossReport): void {
    this.#reports.take(socket, report, this.now().getTime());
  }

  /** What was counted lately of the voices of who is here. `hearing`: its id. */
  heard(hearing: string): HeardVoice[] {
    const now = this.now().getTime();
    const here = (seat: number) => {
      const socket = this.sockets[seat];
      return socket === undefined ? undefined : { id: `${hearing} ${seat}`, inside: this.#inside.has(socket) };
    };
    return this.sockets.flatMap((socket, seat): HeardVoice[] => {
      const listener = here(seat);
      if (socket === undefined || listener === undefined) return [];
      const counted = new Map(this.#reports.of(socket, now).map((voice) => [voice.seat, voice]));
      return [...counted].flatMap(([from, { packets, missing }]) => {
        const speaker = mayReceive(this.hearing(), from, seat) ? here(from) : undefined;
        return speaker === undefined ? [] : [{ listener, speaker, packets, missing }];
      });
    });
  }
}

/**
 * Pictures go out in layers, and everybody takes one of them: so what the others take bounds nobody's sending. From inside no
 * more than one layer crosses the line for each who takes it; from outside all of them do, together no more than one picture
 * has once pictures give way.
 */
function ofSeat(session: SessionCap, inside: boolean, speaks: boolean): DeviceCap {
  const cap = deviceCap(session, crossedBy(inside, 'others-by-layer'));
  const { video, kbps, onlySpeaker } = cap.send;
  if (!inside && onlySpeaker && !speaks) return { ...cap, send: { ...cap.send, video: 'off', kbps: 0 } };
  const all = inside || video === 'high' ? withLowerLayers(video, kbps) : kbps;
  return { ...cap, send: { ...cap.send, kbps: all } };
}
