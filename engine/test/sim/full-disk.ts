import type { Random } from '../../numerics/random.ts';
import type { Agenda } from './agenda.ts';
import type { FaultProfile } from './fault-profile.ts';

/** What a disk does with an append: it fits, it fits once room was made for it, or it does not fit. */
export type Append = 'fits' | 'fits-at-last' | 'refused';

/** How long a disk stays full, in ms, and how likely the room that was made is used up at an append. */
const FULL_MS = [5000, 20_000] as const;
const USED_UP = 0.01;

/** A disk that fills up now and then. Room that was held back makes way once, for as long as it lasts. */
export class FullDisk {
  readonly #agenda: Agenda;
  readonly #random: Random;
  readonly #faults: () => FaultProfile;
  /** How often it filled up. */
  times = 0;
  #fullUntil = 0;
  #isReserveLeft = true;

  constructor(agenda: Agenda, random: Random, faults: () => FaultProfile) {
    this.#agenda = agenda;
    this.#random = random;
    this.#faults = faults;
  }

  get isFull(): boolean {
    return this.#agenda.now < this.#fullUntil;
  }

  /** When there is room again. */
  get fullUntil(): number {
    return this.#fullUntil;
  }

  append(): Append {
    const { diskFull } = this.#faults();
    if (diskFull === 0) return 'fits';
    if (this.isFull) {
      if (this.#isReserveLeft) return this.#makeRoom();
      return this.#random.uniform() < USED_UP ? 'refused' : 'fits';
    }
    this.#isReserveLeft = true;
    if (this.#random.uniform() >= diskFull) return 'fits';
    this.times += 1;
    const [least, most] = FULL_MS;
    this.#fullUntil = this.#agenda.now + least + this.#random.integer(most - least);
    return this.#makeRoom();
  }

  #makeRoom(): Append {
    this.#isReserveLeft = false;
    return 'fits-at-last';
  }
}
