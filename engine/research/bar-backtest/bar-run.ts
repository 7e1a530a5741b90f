import { BarAccount } from './bar-account.ts';
import { type BarCosts, BarSlippage } from './bar-costs.ts';
import { type BarPrice, entryPrice, openPrice, stopPrice, targetPrice } from './bar-fill.ts';
import type { BarFrame } from './bar-frame.ts';
import { type BarDecision, type BarEntry, type BarStrategy, HOLD } from './bar-strategy.ts';

/** One strategy on its way through a frame: what it holds, what it waits for. */
export class BarRun {
  readonly account: BarAccount;
  refusedEntries = 0;
  readonly #frame: BarFrame;
  readonly #slippage: BarSlippage;
  readonly #bar = { index: 0, openTime: 0, open: 0, high: 0, low: 0, close: 0, volumeLots: 0 };
  readonly #holding = { signedLots: 0, entryTicks: 0, barsSinceFill: Number.POSITIVE_INFINITY };
  #wish: BarDecision = HOLD;
  #position: BarEntry | undefined;

  constructor(frame: BarFrame, costs: BarCosts, depositQuote: string) {
    this.#frame = frame;
    this.#slippage = new BarSlippage(frame, costs);
    this.account = new BarAccount(frame.instrument, depositQuote);
  }

  /** Lets the orders that are waiting meet bar `index`. */
  trade(index: number): void {
    this.#holding.barsSinceFill += 1;
    const wish = this.#wish;
    if (wish.kind === 'exit' && this.#position) this.#leave(index, this.#position, 'open');
    else if (wish.kind === 'enter') this.#enter(index, wish);
    else if (this.#position) this.#protect(index, this.#position, true);
  }

  /** Sells what is still held at the close of bar `index`. */
  closeOut(index: number): void {
    if (this.#position) this.#leave(index, this.#position, 'close');
  }

  /** Asks the strategy what it wants of the bar after `index`. @throws {RangeError} for an entry while holding. */
  ask(index: number, strategy: BarStrategy): void {
    const bar = this.#bar;
    const frame = this.#frame;
    bar.index = index;
    bar.openTime = frame.openTime[index] as number;
    bar.open = frame.open[index] as number;
    bar.high = frame.high[index] as number;
    bar.low = frame.low[index] as number;
    bar.close = frame.close[index] as number;
    bar.volumeLots = frame.volumeLots[index] as number;
    this.#wish = strategy.decide(bar, this.#holding);
    if (this.#wish.kind === 'enter' && this.#position) {
      throw new RangeError(
        `an entry needs a flat position, held ${this.account.signedLots} lots at bar ${index}`,
      );
    }
  }

  #enter(index: number, entry: BarEntry): void {
    const price = entryPrice(entry, this.#offer(index, entry.lots));
    if (!price) return;
    if (!this.account.carries(entry.lots, price.ticks)) {
      this.refusedEntries += 1;
      return;
    }
    this.#fill(index, entry.direction === 'long' ? entry.lots : -entry.lots, price);
    this.#position = entry;
    this.#holding.entryTicks = price.ticks;
    this.#protect(index, entry, price.atOpen);
  }

  /** `mayProfit` is whether the position was there from the open: only then did all of the bar happen to it. */
  #protect(index: number, { direction, lots, stopTicks, targetTicks }: BarEntry, mayProfit: boolean): void {
    if (stopTicks === undefined && targetTicks === undefined) return;
    const sign = direction === 'long' ? 1 : -1;
    const offer = this.#offer(index, lots);
    const stopped = stopTicks === undefined ? undefined : stopPrice(stopTicks, offer, sign);
    const price =
      stopped ?? (mayProfit && targetTicks !== undefined ? targetPrice(targetTicks, offer, sign) : undefined);
    if (price) this.#flatten(index, price);
  }

  #leave(index: number, { direction, lots }: BarEntry, at: 'open' | 'close'): void {
    const offer = this.#offer(index, lots);
    const open = at === 'open' ? offer.open : (this.#frame.close[index] as number);
    const price = openPrice({ ...offer, open }, direction === 'long' ? -1 : 1);
    this.#flatten(index, at === 'open' ? price : { ...price, atOpen: false });
  }

  #flatten(index: number, price: BarPrice): void {
    this.#fill(index, -this.account.signedLots, price);
    this.#position = undefined;
    this.#holding.entryTicks = 0;
  }

  #fill(index: number, signedLots: number, { atOpen, liquidity, ticks }: BarPrice): void {
    const openTime = this.#frame.openTime[index] as number;
    // Inside a bar nobody knows when; it is known for certain when the bar has ended.
    const time = atOpen ? openTime : openTime + this.#frame.intervalMs;
    this.account.book({ signedLots, ticks, liquidity, time });
    this.#holding.signedLots = this.account.signedLots;
    this.#holding.barsSinceFill = 0;
  }

  #offer(index: number, lots: number) {
    return {
      open: this.#frame.open[index] as number,
      high: this.#frame.high[index] as number,
      low: this.#frame.low[index] as number,
      slippageTicks: this.#slippage.ticksFor(index, lots),
    };
  }
}
