import { type MicroPriceTransitions, MID_CHANGES } from './micro-price-model.ts';

const CHANGES = MID_CHANGES.length;
/** Updates there is room for at first. */
const FIRST_CAPACITY = 1024;

/**
 * Counts of what followed each state of the best quotes in the last `window` updates: the imbalance in
 * buckets, the spread in ticks. Every transition counts beside its mirror image, with the sides exchanged,
 * so that nothing leans to one of them.
 */
export class MicroPriceStates {
  readonly #buckets: number;
  readonly #widest: number;
  readonly #window: number;
  /** Grows until it holds the window. */
  #seen: Int32Array;
  readonly #counts: Float64Array;
  #next = 0;
  #count = 0;
  #state = -1;
  #mid = NaN;

  constructor(buckets: number, widest: number, window: number) {
    this.#buckets = buckets;
    this.#widest = widest;
    const { size } = this;
    this.#counts = new Float64Array(size * size * (CHANGES + 1));
    this.#window = window;
    this.#seen = new Int32Array(Math.min(window, FIRST_CAPACITY));
  }

  /** Number of states. */
  get size(): number {
    return this.#buckets * this.#widest;
  }

  /** The state now: its bucket of imbalance plus the number of buckets for every tick of spread beyond the first. */
  get state(): number {
    return this.#state;
  }

  push(
    mid: number,
    spread: number,
    { imbalance, tick }: { readonly imbalance: number; readonly tick: number },
  ): void {
    const bucket = Math.min(this.#buckets - 1, Math.floor(this.#buckets * imbalance));
    const ticks = Math.min(this.#widest, Math.max(1, Math.round(spread / tick)));
    const state = (ticks - 1) * this.#buckets + bucket;
    if (this.#state >= 0) this.#add(this.#state, state, changeOf((mid - this.#mid) / tick));
    this.#state = state;
    this.#mid = mid;
  }

  /** All counts as one list, for a fit elsewhere. */
  counts(): Float64Array {
    return this.#counts.slice();
  }

  #add(from: number, to: number, change: number): void {
    const { size } = this;
    const code = (from * size + to) * (CHANGES + 1) + change;
    const counts = this.#counts;
    if (this.#next === this.#seen.length) this.#grow();
    const leaving = this.#seen[this.#next] as number;
    if (this.#count === this.#window) counts[leaving] = (counts[leaving] as number) - 1;
    else this.#count += 1;
    counts[code] = (counts[code] as number) + 1;
    this.#seen[this.#next] = code;
    this.#next = this.#next + 1 === this.#window ? 0 : this.#next + 1;
  }

  #grow(): void {
    const seen = this.#seen;
    this.#seen = new Int32Array(Math.min(this.#window, 2 * seen.length));
    this.#seen.set(seen);
  }
}

/** 0 where the mid stays, else the place of the nearest change plus 1. */
function changeOf(ticks: number): number {
  if (Math.abs(ticks) < 1e-6) return 0;
  const size = Math.abs(ticks) < 0.75 ? 0.5 : 1;
  return MID_CHANGES.indexOf(Math.sign(ticks) * size) + 1;
}

/** Counts with their mirror images as probabilities, and how often each state was left or kept. */
export function transitionsOf(
  counts: ArrayLike<number>,
  buckets: number,
): MicroPriceTransitions & { readonly visits: readonly number[] } {
  const size = Math.sqrt(counts.length / (CHANGES + 1));
  const stays = Array.from({ length: size }, () => new Float64Array(size));
  const moves = Array.from({ length: size }, () => new Float64Array(size));
  const changes = Array.from({ length: size }, () => new Float64Array(CHANGES));
  const visits = Array.from({ length: size }, () => 0);
  const mirrored = (state: number) => state + buckets - 1 - 2 * (state % buckets);
  const add = (count: number, from: number, ...[to, change]: [number, number]) => {
    visits[from] = (visits[from] as number) + count;
    raise((change === 0 ? stays : moves)[from] as Float64Array, to, count);
    if (change > 0) raise(changes[from] as Float64Array, change - 1, count);
  };
  for (let code = 0; code < counts.length; code += 1) {
    const count = counts[code] as number;
    if (count === 0) continue;
    const change = code % (CHANGES + 1);
    const pair = (code - change) / (CHANGES + 1);
    const from = Math.floor(pair / size);
    const to = pair % size;
    add(count, from, to, change);
    add(count, mirrored(from), mirrored(to), change === 0 ? 0 : CHANGES + 1 - change);
  }
  const shares = (rows: readonly Float64Array[]) =>
    rows.map((row, state) => row.map((each) => each / Math.max(1, visits[state] as number)));
  return { stays: shares(stays), moves: shares(moves), changes: shares(changes), visits };
}

function raise(row: Float64Array, place: number, by: number): void {
  row[place] = (row[place] as number) + by;
}
