import type { Place, UplinkStreet } from '../../lab/uplink-street.js';

const MARKS = ['ef', 'af41', 'af42', 'af21', 'cs0', 'cs1'];

/** Counts what comes in at a place by its mark, but for what keeps a network going. */
export async function countMarks(street: UplinkStreet, place: Place): Promise<void> {
  const text = [
    'table inet marks {',
    ...MARKS.map((mark) => `counter ${mark}_came { }`),
    'chain came { type filter hook input priority -200; policy accept;',
    ...MARKS.map((mark) => `meta l4proto udp ip dscp ${mark} counter name "${mark}_came"`),
    '}',
    '}',
  ];
  await street.run(place, ['nft', text.join('\n')]);
}

export async function counted(street: UplinkStreet, place: Place): Promise<Record<string, number>> {
  const listing = await street.run(place, ['nft', 'list', 'table', 'inet', 'marks']);
  const found = listing.matchAll(/counter (\w+)_came \{\s+packets (\d+)/g);
  return Object.fromEntries([...found].map(([, mark, packets]) => [mark as string, Number(packets)]));
}
