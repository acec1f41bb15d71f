import { setTimeout as wait } from 'node:timers/promises';
import { LossyStreet } from '../../lab/lossy-street.js';
import type { Scenario } from '../../lab/scenarios/scenario.js';
import type { UplinkStreet } from '../../lab/uplink-street.js';

/** All marks are gone before the line, and before the building. */
const BLEACH = [
  'table netdev bleach {',
  ...['in', 'out'].map(
    (device) => `chain ${device} { type filter hook ingress device "${device}" priority 0; ip dscp set cs0; }`,
  ),
  '}',
].join('\n');

/** What of a scenario is a matter of the line itself, from when this resolves until `close`. */
export class LineConditions {
  #over = false;

  private constructor(
    private readonly street: UplinkStreet,
    private readonly scenario: Scenario,
    private readonly box: LossyStreet | undefined,
  ) {}

  static async on(street: UplinkStreet, scenario: Scenario): Promise<LineConditions> {
    const { line, roundTrip, bleached } = scenario;
    if (bleached) await street.run('line', ['nft', BLEACH]);
    const box = roundTrip === undefined ? undefined : await LossyStreet.over(street, line, roundTrip);
    return new LineConditions(street, scenario, box);
  }

  /** Loss begins, the same packets each time for a seed; the line goes and comes back until `end` resolves. */
  async worsen(seed: number, end: Promise<unknown>): Promise<void> {
    const { loss, flaps } = this.scenario;
    if (loss !== undefined) this.box?.lose(loss, seed);
    if (flaps === undefined) return;
    this.#over = false;
    void end.finally(() => (this.#over = true));
    for (;;) {
      await wait(flaps.each * 1000);
      if (this.#over) return;
      const blink = `ip link set out down; sleep ${flaps.away / 1000}; ip link set out up`;
      await this.street.run('line', ['sh', '-c', blink]);
    }
  }

  better(): void {
    const { loss } = this.scenario;
    if (loss !== undefined) this.box?.lose({ ...loss, percent: 0 }, 0);
  }

  async close(): Promise<void> {
    await this.box?.close();
  }
}
