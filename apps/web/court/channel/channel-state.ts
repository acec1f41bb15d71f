import { isOver } from '#hearing';
import type { HearingServerFrame, HearingView, MinuteLine, RefusalCode } from '#protocol';

/** What this device last knew of the hearing. `ahead`: how far the server's clock is before our own, milliseconds. */
export interface Known {
  readonly view: HearingView;
  readonly minute: readonly MinuteLine[];
  readonly ahead: number;
}

export type ChannelState =
  | { readonly name: 'connecting'; readonly minute: readonly MinuteLine[] }
  /** `refusal`: of the last command. */
  | { readonly name: 'in'; readonly known: Known; readonly refusal: RefusalCode | undefined }
  /** `since`: own clock. `known`: of then; undefined if this device never was in. */
  | { readonly name: 'lost'; readonly since: number; readonly known: Known | undefined }
  /** Not let in, and trying again would not help. */
  | { readonly name: 'refused'; readonly code: RefusalCode }
  /** The same seat was taken by another window of this person. */
  | { readonly name: 'replaced' };

export type ChannelEvent =
  | { readonly type: 'frame'; readonly frame: HearingServerFrame; readonly at: number }
  | { readonly type: 'closed'; readonly at: number; readonly replaced: boolean };

export const ENTERING: ChannelState = { name: 'connecting', minute: [] };

/** The server may be able to say something else in a moment. */
const PASSING: readonly RefusalCode[] = ['part-down', 'failed', 'ledger-not-durable', 'too-many-tries'];

export const isOut = ({ name }: ChannelState): boolean => name === 'refused' || name === 'replaced';

/** The hearing is over for everybody, and this device was told so. */
export const knowsItIsOver = (state: ChannelState): boolean => {
  const view = knownOf(state)?.view;
  return view !== undefined && isOver(view);
};

const knownOf = (state: ChannelState): Known | undefined =>
  state.name === 'in' || state.name === 'lost' ? state.known : undefined;

/** The one way from a state of the channel to the next. */
export function nextChannelState(state: ChannelState, event: ChannelEvent): ChannelState {
  if (isOut(state)) return state;
  if (event.type === 'closed') {
    if (event.replaced) return { name: 'replaced' };
    return state.name === 'lost' ? state : { name: 'lost', since: event.at, known: knownOf(state) };
  }
  const { frame, at } = event;
  switch (frame.type) {
    case 'view': {
      const minute = knownOf(state)?.minute ?? (state.name === 'connecting' ? state.minute : []);
      const known = { view: frame.view, minute, ahead: Date.parse(frame.now) - at };
      return { name: 'in', known, refusal: state.name === 'in' ? state.refusal : undefined };
    }
    case 'minute': {
      if (state.name === 'connecting') return { ...state, minute: merged(state.minute, frame.lines) };
      if (!('known' in state) || state.known === undefined) return state;
      return { ...state, known: { ...state.known, minute: merged(state.known.minute, frame.lines) } };
    }
    case 'refused':
      if (state.name === 'in') return { ...state, refusal: frame.code };
      return PASSING.includes(frame.code) ? state : { name: 'refused', code: frame.code };
    case 'challenge':
    case 'line':
    case 'media':
    case 'no-media':
      return state;
  }
}

/** The refusal was read, or another command was given. */
export const withoutRefusal = (state: ChannelState): ChannelState =>
  state.name === 'in' && state.refusal !== undefined ? { ...state, refusal: undefined } : state;

/** Lines are told again after each entering; each number stands once. */
function merged(before: readonly MinuteLine[], fresh: readonly MinuteLine[]): readonly MinuteLine[] {
  const numbers = new Set(fresh.map(({ number }) => number));
  return [...before.filter(({ number }) => !numbers.has(number)), ...fresh].sort((a, b) => a.number - b.number);
}
