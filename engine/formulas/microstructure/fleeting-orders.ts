import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { TimedRows } from '../../numerics/timed-rows.ts';
import { LevelChanges, UNTAGGED } from './level-changes.ts';
import { PrintedVolume } from './printed-volume.ts';

/** Prints and the books that have felt them come this close to each other. */
const TOGETHER_MS = 100;
/** Additions that may be canceled within their life; of more the oldest are taken to have lived on. */
const CAPACITY = 8192;

export interface FleetingSettings {
  readonly levels: number;
  /** Longest life of a fleeting order, and the window, in ms. */
  readonly lifeMs: number;
  readonly windowMs: number;
}

/**
 * How much of what is added to the best levels of the book is canceled again within moments. A cancellation
 * takes back the newest additions at its price first; what the tape explains is none.
 */
export class FleetingOrders {
  readonly #bids: LevelChanges;
  readonly #asks: LevelChanges;
  readonly #prints = new PrintedVolume(TOGETHER_MS);
  readonly #lifeMs: number;
  readonly #windowMs: number;
  readonly #sums = { added: new CompensatedSum(), fleeting: new CompensatedSum() };
  readonly #rows = new TimedRows(2);
  readonly #row = new Float64Array(2);
  /** Additions in a ring: when, what is left of each, and the one before at the same price. */
  readonly #times = new Float64Array(CAPACITY);
  readonly #left = new Float64Array(CAPACITY);
  readonly #earlier = new Float64Array(CAPACITY);
  #additions = 0;
  #now = 0;
  readonly #onBid = (price: number, change: number, tag: number) =>
    this.#change(price, change, { tag, taker: -1 });
  readonly #onAsk = (price: number, change: number, tag: number) =>
    this.#change(price, change, { tag, taker: 1 });

  constructor({ levels, lifeMs, windowMs }: FleetingSettings) {
    this.#bids = new LevelChanges('bid', levels);
    this.#asks = new LevelChanges('ask', levels);
    this.#lifeMs = lifeMs;
    this.#windowMs = windowMs;
  }

  /** Fleeting size over what was added in the window, 0 to 1; 0 where nothing was. */
  get ratio(): number {
    const added = this.#sums.added.value;
    return added > 1e-12 ? Math.min(1, Math.max(0, this.#sums.fleeting.value / added)) : 0;
  }

  print(time: number, price: number, signedSize: number): void {
    this.#prints.push(time, price, signedSize);
  }

  book(time: number, bids: readonly number[], asks: readonly number[]): void {
    this.#now = time;
    this.#row[0] = 0;
    this.#row[1] = 0;
    this.#bids.push(bids, this.#onBid);
    this.#asks.push(asks, this.#onAsk);
    const added = this.#row[0];
    const fleeting = this.#row[1];
    if (added > 0 || fleeting > 0) {
      this.#rows.append(time, this.#row);
      this.#sums.added.add(added);
      this.#sums.fleeting.add(fleeting);
    }
    while (this.#rows.oldestTime <= time - this.#windowMs) {
      this.#sums.added.add(-this.#rows.oldest(0));
      this.#sums.fleeting.add(-this.#rows.oldest(1));
      this.#rows.dropOldest();
    }
  }

  #change(
    price: number,
    change: number,
    { tag, taker }: { readonly tag: number; readonly taker: 1 | -1 },
  ): number {
    if (change > 0) return this.#add(change, tag);
    return this.#cancel(-change - this.#prints.take(this.#now, price, taker, -change), tag);
  }

  #add(amount: number, earlier: number): number {
    const addition = this.#additions;
    const place = addition % CAPACITY;
    this.#times[place] = this.#now;
    this.#left[place] = amount;
    this.#earlier[place] = earlier;
    this.#additions += 1;
    this.#row[0] = (this.#row[0] as number) + amount;
    return addition;
  }

  /** Takes back additions from `newest` on as long as they are young; answers the first with something left. */
  #cancel(amount: number, newest: number): number {
    let rest = amount;
    let addition = newest;
    while (rest > 0 && addition !== UNTAGGED) {
      const place = addition % CAPACITY;
      const isForgotten = addition < this.#additions - CAPACITY;
      if (isForgotten || this.#now - (this.#times[place] as number) > this.#lifeMs) return UNTAGGED;
      const part = Math.min(rest, this.#left[place] as number);
      this.#row[1] = (this.#row[1] as number) + part;
      this.#left[place] = (this.#left[place] as number) - part;
      rest -= part;
      if ((this.#left[place] as number) > 0) return addition;
      addition = this.#earlier[place] as number;
    }
    return addition;
  }
}
