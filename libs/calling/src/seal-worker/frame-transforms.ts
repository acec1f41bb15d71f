import { AUDIO, VIDEO } from '#seal';
import type { DropReason } from '../seal-messages.js';
import type { FrameCounters, Kind } from './frame-counters.js';
import type { KeyedSession } from './keyed-session.js';
import type { EncodedFrame, ScriptTransformer } from './script-transformer.js';
import type { SendSlot } from './send-slot.js';

/** Whether frames of a kind may leave now; `nobody-heard`: sound goes out as frames that hold nothing (docs/adr/0020). */
export type SendGate = 'open' | 'not-keyed' | 'not-sealed' | 'nobody-heard';

const NOTHING = new Uint8Array();

interface SendSide {
  readonly slot: SendSlot;
  readonly gate: () => SendGate;
  readonly counters: FrameCounters;
  readonly transformer: ScriptTransformer;
}

interface ReceiveSide {
  readonly serving: () => Pick<KeyedSession, 'receiverKeys' | 'streams' | 'lately'> | undefined;
  readonly kind: Kind;
  readonly stream: number;
  readonly now: () => number;
  readonly counters: FrameCounters;
  readonly transformer: ScriptTransformer;
}

/** A frame's new payload, or why it is dropped; both when one that holds nothing goes in its place. Nothing passes as it came. */
type Outcome =
  | { readonly payload: Uint8Array<ArrayBuffer>; readonly dropped?: DropReason }
  | { readonly payload?: undefined; readonly dropped: DropReason };

export function sealFrames({ slot, gate, counters, transformer }: SendSide): Promise<void> {
  return run(
    transformer,
    (outcome) => count(counters, 'send', slot.kind, outcome),
    async (data) => {
      const before = gate();
      const isEmpty = before === 'nobody-heard' && slot.kind === 'audio';
      if (before !== 'open' && !isEmpty) return { dropped: before };
      if (!slot.key) return { dropped: 'not-keyed' };
      const sealed = await slot.key.seal(isEmpty ? NOTHING : data);
      if ('dropped' in sealed) return { dropped: sealed.dropped === 'erased' ? 'not-keyed' : sealed.dropped };
      const after = gate();
      if (isEmpty) return after === 'open' || after === before ? { ...sealed, dropped: before } : { dropped: after };
      return after === 'open' ? sealed : { dropped: after };
    },
  );
}

export function openFrames({ serving, kind, stream, now, counters, transformer }: ReceiveSide): Promise<void> {
  return run(
    transformer,
    (outcome) => count(counters, 'receive', kind, outcome),
    async (data) => {
      const held = serving();
      if (!held) return { dropped: 'not-keyed' };
      const opened = await held.receiverKeys.open(data, kind === 'audio' ? AUDIO : VIDEO, now());
      if ('dropped' in opened) return opened;
      if (serving() !== held) return { dropped: 'not-keyed' };
      if (!held.streams.admits(stream, opened.party)) return { dropped: 'other-party' };
      held.lately.heard(opened.party);
      if (opened.frame.length === 0) return { dropped: 'empty' };
      if (opened.askKeyFrame) void transformer.sendKeyFrameRequest?.().catch(() => undefined);
      return { payload: opened.frame };
    },
  );
}

/** Resolves when the stream ended, also by an error of the browser's side. */
async function run(
  { readable, writable }: ScriptTransformer,
  report: (outcome: Outcome) => void,
  work: (data: Uint8Array<ArrayBuffer>) => Promise<Outcome>,
): Promise<void> {
  const stream = new TransformStream<EncodedFrame, EncodedFrame>({
    async transform(frame, controller) {
      const outcome = await work(new Uint8Array(frame.data));
      report(outcome);
      if (outcome.payload === undefined) return;
      frame.data = exactBuffer(outcome.payload);
      controller.enqueue(frame);
    },
  });
  await readable
    .pipeThrough(stream)
    .pipeTo(writable)
    .catch(() => undefined);
}

function count(counters: FrameCounters, direction: 'send' | 'receive', kind: Kind, outcome: Outcome): void {
  if (outcome.dropped !== undefined) counters.dropped(direction, kind, outcome.dropped);
  else counters.passed(direction, kind);
}

const exactBuffer = (bytes: Uint8Array<ArrayBuffer>): ArrayBuffer =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
