import type { HearingRole, HearingView } from '#protocol';

export interface SeatsShown {
  /** Large, in this order. */
  readonly large: readonly number[];
  /** In the strip below, in this order; empty in a gallery. */
  readonly small: readonly number[];
  /** Who is seen also where a line carries few pictures: the large ones, or in a gallery the floor; and sign language. */
  readonly main: readonly number[];
}

const ORDER: readonly HearingRole[] = [
  'judge',
  'clerk',
  'prosecutor',
  'counsel',
  'accused',
  'party',
  'witness',
  'expert',
  'interpreter',
];

/**
 * Who has which place. The judge is pinned for everybody; for the accused the own counsel, too: both stay large whoever
 * speaks. Whoever interprets in sign language is pinned beside them, last, for everybody who sees them, and takes nobody's
 * place by having the floor. Places do not change with who makes a sound, only with who has the floor.
 */
export function seatsShown(view: HearingView, layout: 'speaker' | 'gallery'): SeatsShown {
  const others = [...view.people].sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role) || a.seat - b.seat);
  const all = [...others.map(({ seat }) => seat), view.you.seat];
  const signing = others.filter(({ signLanguage }) => signLanguage).map(({ seat }) => seat);
  if (layout === 'gallery') return { large: all, small: [], main: [view.floor ?? (all[0] as number), ...signing] };
  const of = (role: HearingRole) => others.filter((one) => one.role === role).map(({ seat }) => seat);
  const own = view.you.counsel;
  const counsel = own === undefined ? of('counsel') : of('counsel').filter((seat) => seat === own);
  const pinned = view.you.role === 'accused' ? [...of('judge'), ...counsel] : of('judge').slice(0, 1);
  const floor = view.floor === null || [view.you.seat, ...signing].includes(view.floor) ? [] : [view.floor];
  const wanted = view.you.role === 'accused' ? [...pinned, ...floor] : [...floor, ...pinned].slice(0, 1);
  const large = [...new Set([...(wanted.length > 0 ? wanted : all.slice(0, 1)), ...signing])];
  return { large, main: large, small: all.filter((seat) => !large.includes(seat)) };
}
