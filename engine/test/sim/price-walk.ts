import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { BookSnapshot } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { Random } from '../../numerics/random.ts';
import type { Agenda } from './agenda.ts';

const STEP_MS = 500;
/** Typical step in fractions of the price. */
const STEP_SHARE = 0.0004;
/** Now and then the market jumps, over stops too. */
const JUMP = 0.01;
const JUMP_SHARE = 0.006;
const LEVEL_LOTS = 1_000_000;

/** A market of one instrument that wanders by steps and jumps until it is told to stand still. */
export class PriceWalk {
  readonly instrument: Instrument;
  readonly #random: Random;
  readonly #agenda: Agenda;
  #mid: number;
  #updateId = 0;
  #stopsAt = Infinity;
  #moved: (walk: PriceWalk) => void = () => undefined;

  constructor(instrument: Instrument, mid: number, agenda: Agenda, random: Random) {
    this.instrument = instrument;
    this.#mid = mid;
    this.#agenda = agenda;
    this.#random = random;
  }

  get bid(): number {
    return this.#mid - 1;
  }

  get ask(): number {
    return this.#mid + 1;
  }

  /** Begins; `moved` hears of every step. From `stopsAt` on the price stays. */
  start(moved: (walk: PriceWalk) => void, stopsAt: number): void {
    this.#moved = moved;
    this.#stopsAt = stopsAt;
    this.#step();
  }

  /** The book as it is seen now, by a machine whose clock shows `seenAt`. */
  snapshot(seenAt: number): BookSnapshot {
    this.#updateId += 1;
    const now = unixMs(this.#agenda.now);
    return {
      kind: 'book-snapshot',
      instrument: this.instrument.id,
      time: unixMs(seenAt),
      venueTime: now,
      bids: [this.bid, LEVEL_LOTS],
      asks: [this.ask, LEVEL_LOTS],
      updateId: this.#updateId,
    };
  }

  #step(): void {
    if (this.#agenda.now < this.#stopsAt) {
      const isJump = this.#random.uniform() < JUMP;
      const share = this.#random.normal() * (isJump ? JUMP_SHARE : STEP_SHARE);
      this.#mid = Math.max(1000, Math.round(this.#mid * (1 + share)));
    }
    this.#moved(this);
    this.#agenda.in(STEP_MS, () => this.#step());
  }
}
