import type { Place, UplinkStreet } from '../../lab/uplink-street.js';

/** Counts frames that come in at one device of a place, by what nft matches; nothing is changed. */
export class PacketCounts<Name extends string> {
  private constructor(
    private readonly street: UplinkStreet,
    private readonly place: Place,
    private readonly device: string,
  ) {}

  static async at<Name extends string>(
    street: UplinkStreet,
    place: Place,
    device: string,
    matches: Readonly<Record<Name, string>>,
  ): Promise<PacketCounts<Name>> {
    const named = Object.entries<string>(matches);
    const text = [
      `table netdev count_${device} {`,
      ...named.map(([name]) => `counter of_${name} { }`),
      `chain came { type filter hook ingress device "${device}" priority -300; policy accept;`,
      ...named.map(([name, match]) => `${match} counter name "of_${name}"`),
      '}',
      '}',
    ];
    await street.run(place, ['nft', text.join('\n')]);
    return new PacketCounts(street, place, device);
  }

  /** What came since the last time. */
  async take(): Promise<Record<Name, number>> {
    const reset = ['nft', 'reset', 'counters', 'table', 'netdev', `count_${this.device}`];
    const listing = await this.street.run(this.place, reset);
    const found = listing.matchAll(/counter of_(\w+) \{\s+packets (\d+)/g);
    return Object.fromEntries([...found].map(([, name, packets]) => [name, Number(packets)])) as Record<Name, number>;
  }
}
