import type { PeerQuote } from '../../step-contents.ts';

/** Chooses the other instrument whose price ours is compared with. */
export class ReferenceVenue {
  readonly #mayLead: boolean;
  #place = -1;
  #isSameCoin = false;

  /** `mayLead`: the leading coin will do until the own coin is seen elsewhere. */
  constructor(mayLead: boolean) {
    this.#mayLead = mayLead;
  }

  /** Place of the instrument in the order in which they are followed; -1 while there is none. */
  get place(): number {
    return this.#place;
  }

  /** Whether a better one than before was found: the own coin before the leader, the first followed before the others. */
  offer({ isLeader, isSameCoin, place }: PeerQuote): boolean {
    const isBetter = isSameCoin
      ? !this.#isSameCoin || place < this.#place
      : this.#mayLead && isLeader && this.#place < 0;
    if (!isBetter) return false;
    this.#place = place;
    this.#isSameCoin = isSameCoin;
    return true;
  }
}
