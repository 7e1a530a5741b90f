import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { OwnAccount } from '../../features/own-account.ts';
import type { OwnSteps } from '../../features/own-steps.ts';
import type { Random } from '../../numerics/random.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SIZE_BASE = 0.5;
const FEE = 0.00055;
/** A trade is opened this often and closed half way to the next. */
const TRADE_EVERY_MINUTES = 10;
/** An order is worked over so many minutes, a slice a minute. */
const PARENT_MINUTES = 30;
const STRATEGIES = ['first', 'second'] as const;

/** An account that trades a little on one instrument, for formulas that learn from what we do ourselves. */
export class MadeUpAccount implements OwnAccount {
  readonly #instrument: InstrumentId;
  readonly #random: Random;
  #equity = 100_000;
  #heldBase = 0;
  #entryPrice = 0;
  #openedAt = 0;
  #price = 0;
  #arrivalMid = 0;

  constructor(instrument: InstrumentId, random: Random) {
    this.#instrument = instrument;
    this.#random = random;
  }

  notionalQuote(instrument: InstrumentId): number {
    return instrument === this.#instrument ? this.#heldBase * this.#price : 0;
  }

  equityQuote(): number {
    return this.#equity;
  }

  /** What strategies returned over the time that ended at `time`. */
  tellReturns(own: OwnSteps, time: number, deviation: number): void {
    const returns = STRATEGIES.map(() => deviation * (0.05 + this.#random.normal()));
    own.onStrategyReturns(unixMs(time), { names: STRATEGIES, returns });
  }

  /** Lives through the minute that ended at `time` with the instrument at `price`. */
  passMinute(own: OwnSteps, time: number, price: number): void {
    this.#price = price;
    const minute = Math.floor(time / MINUTE_MS);
    const place = minute % TRADE_EVERY_MINUTES;
    if (place === 0) this.#open(own, time);
    if (place === TRADE_EVERY_MINUTES / 2) this.#close(own, time);
    this.#work(own, time, minute % PARENT_MINUTES);
    this.tellReturns(own, time, 0.01 / Math.sqrt(DAY_MS / MINUTE_MS));
  }

  #open(own: OwnSteps, time: number): void {
    const isLong = this.#random.uniform() < 0.5;
    this.#heldBase = isLong ? SIZE_BASE : -SIZE_BASE;
    this.#entryPrice = this.#price;
    this.#openedAt = time;
    this.#fill(own, time, isLong ? 'buy' : 'sell');
    const direction = isLong ? 'long' : 'short';
    own.onPosition(this.#instrument, unixMs(time), { direction, entryPrice: this.#price });
  }

  #close(own: OwnSteps, time: number): void {
    if (this.#heldBase === 0) return;
    const isLong = this.#heldBase > 0;
    // A little better than chance, so that rules for growth have something to grow by.
    const luck = 0.002 * (0.1 + this.#random.normal());
    const netReturn = luck - 2 * FEE;
    const netPnlQuote = netReturn * this.#entryPrice * SIZE_BASE;
    this.#equity += netPnlQuote;
    this.#heldBase = 0;
    own.onPosition(this.#instrument, unixMs(time), { direction: 'flat', entryPrice: 0 });
    own.onClosedTrade(this.#instrument, {
      strategy: STRATEGIES[isLong ? 0 : 1],
      direction: isLong ? 'long' : 'short',
      openedAt: this.#openedAt,
      closedAt: time,
      netReturn,
      netPnlQuote,
      stopDistance: 0.01,
      conviction: this.#random.uniform(),
    });
    this.#fill(own, time, isLong ? 'sell' : 'buy');
  }

  #fill(own: OwnSteps, time: number, side: 'buy' | 'sell'): void {
    const price = this.#price;
    const feeQuote = FEE * price * SIZE_BASE;
    own.onOwnFill(this.#instrument, unixMs(time), { side, price, sizeBase: SIZE_BASE, feeQuote });
  }

  #work(own: OwnSteps, time: number, slice: number): void {
    if (slice === 0) this.#arrivalMid = this.#price;
    if (this.#arrivalMid === 0) return;
    own.onParentOrder(this.#instrument, unixMs(time), {
      side: 'buy',
      sizeBase: 10,
      filledBase: (10 * slice) / PARENT_MINUTES,
      startedAt: time - slice * MINUTE_MS,
      arrivalMid: this.#arrivalMid,
    });
  }
}
