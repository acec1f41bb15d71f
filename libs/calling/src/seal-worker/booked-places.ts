import { type Party, sameBytes } from '#seal';

/**
 * The two ways to number parties: the seal counts by the roster of its round, the page by the one that this device
 * stored at booking, because a party's place may differ from one round to the next.
 */
export class BookedPlaces {
  readonly #booked: readonly number[];

  /** `offered`: an accepted roster, so everybody in it is booked. */
  constructor(booked: readonly Party[], offered: readonly Party[]) {
    this.#booked = offered.map(({ party }) => booked.findIndex((place) => sameBytes(place.party, party)));
  }

  booked(place: number): number {
    return this.#booked[place] ?? -1;
  }

  /** -1: this party has no place in the round. */
  offered(booked: number): number {
    return this.#booked.indexOf(booked);
  }
}
