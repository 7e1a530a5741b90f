import { QuantileBins } from '../../numerics/quantile-bins.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';

/** Returns and changes of volume are low, middle or high. */
export const SYMBOLS = 3;

/** Place of a triple in a table of counts: the later return, the one before it, the change of volume before it. */
export const tripleAt = (now: number, before: number, volume: number): number =>
  (now * SYMBOLS + before) * SYMBOLS + volume;

/** Counts of triples of symbols of the last returns and changes of volume, by thirds looked up every `every` bars. */
export class SymbolTriples {
  readonly counts = new Int32Array(SYMBOLS ** 3);
  readonly #returns: RecentValues;
  readonly #changes: RecentValues;
  readonly #sortedReturns: SortedWindow;
  readonly #sortedChanges: SortedWindow;
  readonly #pasts: RecentValues;
  readonly #returnThirds = new QuantileBins(SYMBOLS);
  readonly #changeThirds = new QuantileBins(SYMBOLS);
  /** The returns or changes of the window, oldest first, and the symbols of both. */
  readonly #row: Float64Array;
  readonly #returnSymbols: Int32Array;
  readonly #changeSymbols: Int32Array;
  readonly #length: number;
  readonly #every: number;
  #barsLeft = 0;

  constructor(length: number, every: number) {
    this.#length = length;
    this.#every = every;
    this.#returns = new RecentValues(length);
    this.#changes = new RecentValues(length);
    this.#sortedReturns = new SortedWindow(length);
    this.#sortedChanges = new SortedWindow(length);
    this.#pasts = new RecentValues(length);
    this.#row = new Float64Array(length);
    this.#returnSymbols = new Int32Array(length);
    this.#changeSymbols = new Int32Array(length);
  }

  /** Probability of a high next return less that of a low one after what is seen now, one more of each counted. */
  get direction(): number {
    const past = this.#pasts.at(0);
    const of = (now: number) => this.counts[now * SYMBOLS ** 2 + past] as number;
    return (of(2) - of(0)) / (of(0) + of(1) + of(2) + SYMBOLS);
  }

  /** Answers whether the window is full. */
  push(logReturn: number, change: number): boolean {
    const oldest = this.#length - 1;
    const leaving = this.#place(oldest - 1, oldest);
    this.#returns.push(logReturn);
    this.#changes.push(change);
    this.#sortedReturns.push(logReturn);
    this.#sortedChanges.push(change);
    if (!this.#returns.isFull) return false;
    if (this.#barsLeft === 0) {
      this.#countAfresh();
      this.#barsLeft = this.#every;
    } else {
      this.#pasts.push(this.#pastOf(logReturn, change));
      this.#add(leaving, -1);
      this.#add(this.#place(0, 1), 1);
    }
    this.#barsLeft -= 1;
    return true;
  }

  #countAfresh(): void {
    this.#returnThirds.divide(this.#sortedReturns.sorted);
    this.#changeThirds.divide(this.#sortedChanges.sorted);
    this.#returns.copyTo(this.#row);
    this.#returnThirds.sort(this.#row, this.#returnSymbols);
    this.#changes.copyTo(this.#row);
    this.#changeThirds.sort(this.#row, this.#changeSymbols);
    this.counts.fill(0);
    let before = 0;
    for (let i = 0; i < this.#length; i += 1) {
      const now = this.#returnSymbols[i] as number;
      const past = now * SYMBOLS + (this.#changeSymbols[i] as number);
      this.#pasts.push(past);
      if (i > 0) this.#add(now * SYMBOLS ** 2 + before, 1);
      before = past;
    }
  }

  /** Return and change of volume of one bar as one symbol of nine; a value on an edge belongs below it. */
  #pastOf(logReturn: number, change: number): number {
    return this.#returnThirds.of(logReturn) * SYMBOLS + this.#changeThirds.of(change);
  }

  /** Place of the triple whose later bar has the age `now`; NaN where it is not known. */
  #place(now: number, before: number): number {
    return Math.floor(this.#pasts.at(now) / SYMBOLS) * SYMBOLS ** 2 + this.#pasts.at(before);
  }

  #add(place: number, by: number): void {
    this.counts[place] = (this.counts[place] as number) + by;
  }
}
