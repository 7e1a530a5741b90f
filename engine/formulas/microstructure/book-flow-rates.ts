import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { TimedRows } from '../../numerics/timed-rows.ts';
import { LevelChanges, UNTAGGED } from './level-changes.ts';
import { PrintedVolume } from './printed-volume.ts';

/** Prints and the books that have felt them come this close to each other. */
const TOGETHER_MS = 100;
const SECOND_MS = 1000;
const [ADDED, ADDITIONS, CANCELED, TRADED, RESTED, WIDTH, SPREAD, ELAPSED] = [0, 1, 2, 3, 4, 5, 6, 7];
const COLUMNS = 8;

/** How orders come and go near the touch, per second and as means over a window. */
export interface FlowRates {
  /** Base units taken by market orders of one side. */
  readonly taken: number;
  /** Base units of limit orders that arrive on one side, per unit of log price. */
  readonly arriving: number;
  /** Share of what rests that is canceled. */
  readonly canceled: number;
  /** Mean size of a limit order, in base units. */
  readonly orderSize: number;
  /** Mean log of ask over bid, each weighing the time it stood. */
  readonly spread: number;
}

export interface FlowSettings {
  readonly levels: number;
  /** Log distance from the mid within which limit orders count. */
  readonly band: number;
  readonly windowMs: number;
}

/**
 * Rates of the orders of a book over a window of whole seconds: limit orders and cancellations from changes
 * of levels that the tape does not explain, in a band around the mid or as much of it as is in sight.
 */
export class BookFlowRates {
  readonly #settings: FlowSettings;
  readonly #bids: LevelChanges;
  readonly #asks: LevelChanges;
  readonly #prints = new PrintedVolume(TOGETHER_MS);
  readonly #rows = new TimedRows(COLUMNS);
  /** What happened in the running second. */
  readonly #row = new Float64Array(COLUMNS);
  readonly #sums = Array.from({ length: COLUMNS }, () => new CompensatedSum());
  readonly #book = { rested: NaN, width: 0, spread: 0, low: 0, high: 0 };
  #time = NaN;
  readonly #onBid = (price: number, change: number) => this.#change(price, change, -1);
  readonly #onAsk = (price: number, change: number) => this.#change(price, change, 1);

  constructor(settings: FlowSettings) {
    this.#settings = settings;
    this.#bids = new LevelChanges('bid', settings.levels);
    this.#asks = new LevelChanges('ask', settings.levels);
  }

  /** Of the seconds that have ended; none before anything was taken and added. */
  get rates(): FlowRates | undefined {
    const of = (column: number) => (this.#sums[column] as CompensatedSum).value;
    const elapsed = of(ELAPSED) / SECOND_MS;
    const rates = {
      taken: of(TRADED) / 2 / elapsed,
      arriving: (of(ADDED) * SECOND_MS) / of(WIDTH),
      canceled: (of(CANCELED) * SECOND_MS) / of(RESTED),
      orderSize: of(ADDED) / of(ADDITIONS),
      spread: of(SPREAD) / of(ELAPSED),
    };
    return rates.taken > 1e-12 && rates.arriving > 1e-12 ? rates : undefined;
  }

  print(time: number, price: number, signedSize: number): void {
    this.#pass(time);
    this.#prints.push(time, price, signedSize);
    this.#count(TRADED, Math.abs(signedSize));
  }

  /** Takes in a book that is not crossed. */
  book(time: number, bids: readonly number[], asks: readonly number[]): void {
    this.#pass(time);
    const bid = bids[0] as number;
    const ask = asks[0] as number;
    const { band, levels } = this.#settings;
    const mid = (bid + ask) / 2;
    const book = this.#book;
    book.low = mid * Math.exp(-band);
    book.high = mid * Math.exp(band);
    this.#bids.push(bids, this.#onBid);
    this.#asks.push(asks, this.#onAsk);
    book.spread = Math.log(ask / bid);
    book.width = Math.min(band, sightOf(bids, mid, levels)) + Math.min(band, sightOf(asks, mid, levels));
    book.rested = this.#restingOn(bids) + this.#restingOn(asks);
  }

  #change(price: number, change: number, taker: 1 | -1): number {
    const isNear = price >= this.#book.low && price <= this.#book.high;
    if (change > 0) {
      if (isNear) this.#count(ADDED, change);
      if (isNear) this.#count(ADDITIONS, 1);
      return UNTAGGED;
    }
    // Prints are used up even where the price has run away from them meanwhile.
    const canceled = -change - this.#prints.take(this.#time, price, taker, -change);
    if (isNear) this.#count(CANCELED, canceled);
    return UNTAGGED;
  }

  #restingOn(side: readonly number[]): number {
    let sum = 0;
    for (let i = 0; i + 1 < Math.min(side.length, 2 * this.#settings.levels); i += 2) {
      const price = side[i] as number;
      if (price >= this.#book.low && price <= this.#book.high) sum += side[i + 1] as number;
    }
    return sum;
  }

  /** What the book showed counts for as long as it stood; a second that has ended moves into the window. */
  #pass(time: number): void {
    if (!Number.isNaN(this.#book.rested)) {
      const stood = time - this.#time;
      this.#count(RESTED, this.#book.rested * stood);
      this.#count(WIDTH, this.#book.width * stood);
      this.#count(SPREAD, this.#book.spread * stood);
      this.#count(ELAPSED, stood);
    }
    if (Math.floor(time / SECOND_MS) > Math.floor(this.#time / SECOND_MS)) this.#endSecond(time);
    this.#time = time;
  }

  #endSecond(time: number): void {
    this.#rows.append(time, this.#row);
    for (let i = 0; i < COLUMNS; i += 1) (this.#sums[i] as CompensatedSum).add(this.#row[i] as number);
    this.#row.fill(0);
    while (this.#rows.oldestTime <= time - this.#settings.windowMs) {
      for (let i = 0; i < COLUMNS; i += 1) (this.#sums[i] as CompensatedSum).add(-this.#rows.oldest(i));
      this.#rows.dropOldest();
    }
  }

  #count(column: number, amount: number): void {
    this.#row[column] = (this.#row[column] as number) + amount;
  }
}

/** Log distance from the mid to where a side ends that shows as many levels as are looked at. */
function sightOf(side: readonly number[], mid: number, levels: number): number {
  if (side.length >> 1 < levels) return Infinity;
  return Math.abs(Math.log((side[2 * levels - 2] as number) / mid));
}
