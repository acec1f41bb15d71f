import { type BothWays, bothWays, capacityOf, type CapacitySource, LinkError } from '#link';
import type { LineMeasurements } from './line-measurements.js';

/** What the line carries, as far as that is known: what was set, otherwise what recent tests reached. */
export class LineCapacity {
  constructor(
    private readonly configured: BothWays<CapacitySource> | undefined,
    private readonly measurements: Pick<LineMeasurements, 'source'>,
  ) {}

  /** Undefined: nobody has said, and no test found enough to plan with. */
  async now(): Promise<BothWays<CapacitySource> | undefined> {
    if (this.configured !== undefined) return this.configured;
    const measured = await this.measurements.source();
    try {
      if (measured !== undefined) bothWays((way) => capacityOf(measured[way]));
      return measured;
    } catch (error) {
      if (error instanceof LinkError) return undefined;
      throw error;
    }
  }
}
