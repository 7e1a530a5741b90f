import type { BarDecision, BarEntry } from './bar-strategy.ts';

/** With a tick of 0.1 and a lot of 0.001, a tick of one lot is 10 000 units of 10^-8. */
const UNITS_PER_TICK_LOT = 10_000n;

export interface NaiveSettings {
  readonly depositUnits: bigint;
  readonly makerFeePpm: bigint;
  readonly takerFeePpm: bigint;
  readonly maxLeverage: bigint;
  readonly halfSpreadTicks: number;
  readonly impactCoefficient: number;
}

/** A bar with prices in ticks. */
export interface NaiveBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeLots: number;
}

type NaiveDecide = (history: readonly NaiveBar[], held: number, barsSinceFill: number) => BarDecision;

/**
 * The rules of the bar backtester, written down once more the slow way: no columns, no rolling sums,
 * no ledger; cash is one whole number, and every case of an order is spelled out for long and short.
 */
export class NaiveBacktest {
  readonly equities: bigint[] = [];
  fees = 0n;
  fillCount = 0;
  refused = 0;
  readonly #bars: readonly NaiveBar[];
  readonly #settings: NaiveSettings;
  #cash: bigint;
  #held = 0;
  #filledAt = Number.NEGATIVE_INFINITY;
  #entry: BarEntry | undefined;

  constructor(bars: readonly NaiveBar[], settings: NaiveSettings) {
    this.#bars = bars;
    this.#settings = settings;
    this.#cash = settings.depositUnits;
  }

  run(decide: NaiveDecide): this {
    let wish: BarDecision = { kind: 'hold' };
    for (const [index, bar] of this.#bars.entries()) {
      if (wish.kind === 'exit' && this.#entry) this.#leaveAt(index, bar.open);
      else if (wish.kind === 'enter') this.#enter(index, bar, wish);
      else this.#protect(index, bar, true);
      if (index === this.#bars.length - 1 && this.#entry) this.#leaveAt(index, bar.close);
      this.equities.push(this.#equityAt(bar.close));
      wish = decide(this.#bars.slice(0, index + 1), this.#held, index - this.#filledAt);
    }
    return this;
  }

  get drawdown(): bigint {
    let largest = 0n;
    for (const [index, equity] of this.equities.entries()) {
      const before = [this.#settings.depositUnits, ...this.equities.slice(0, index)];
      for (const peak of before) if (peak - equity > largest) largest = peak - equity;
    }
    return largest;
  }

  #slip(index: number, lots: number): number {
    const { halfSpreadTicks, impactCoefficient } = this.#settings;
    const before = this.#bars[index - 1];
    const range = before ? before.high - before.low : 0;
    const volume = before && before.volumeLots > 1 ? before.volumeLots : 1;
    return Math.ceil(halfSpreadTicks + impactCoefficient * range * Math.sqrt(lots / volume));
  }

  #fill(index: number, lots: number, ticks: number, isMaker: boolean): void {
    const value = BigInt(Math.abs(lots)) * BigInt(ticks) * UNITS_PER_TICK_LOT;
    const product = value * (isMaker ? this.#settings.makerFeePpm : this.#settings.takerFeePpm);
    const fee = product / 1_000_000n + (product % 1_000_000n > 0n ? 1n : 0n);
    this.#cash -= (lots > 0 ? value : -value) + fee;
    this.fees += fee;
    this.#held += lots;
    this.#filledAt = index;
    this.fillCount += 1;
  }

  #equityAt(ticks: number): bigint {
    return this.#cash + BigInt(this.#held) * BigInt(ticks) * UNITS_PER_TICK_LOT;
  }

  #leaveAt(index: number, ticks: number): void {
    const cost = this.#slip(index, this.#entry?.lots ?? 0);
    this.#close(index, this.#held > 0 ? ticks - cost : ticks + cost, false);
  }

  #close(index: number, ticks: number, isMaker: boolean): void {
    this.#fill(index, -this.#held, Math.max(1, ticks), isMaker);
    this.#entry = undefined;
  }

  #protect(index: number, bar: NaiveBar, mayProfit: boolean): void {
    const entry = this.#entry;
    const order = entry && (entry.direction === 'long' ? orderOfLong(entry, bar) : orderOfShort(entry, bar));
    if (order?.stoppedAt !== undefined) this.#leaveAt(index, order.stoppedAt);
    else if (order?.profitAt !== undefined && mayProfit) this.#close(index, order.profitAt, true);
  }

  #enter(index: number, bar: NaiveBar, entry: BarEntry): void {
    const way = entry.direction === 'long' ? this.#buy(index, bar, entry) : this.#sell(index, bar, entry);
    if (!way) return;
    const value = BigInt(entry.lots) * BigInt(way.ticks) * UNITS_PER_TICK_LOT;
    if (value > this.#equityAt(way.ticks) * this.#settings.maxLeverage) {
      this.refused += 1;
      return;
    }
    this.#fill(index, entry.direction === 'long' ? entry.lots : -entry.lots, way.ticks, !way.fromOpen);
    this.#entry = entry;
    this.#protect(index, bar, way.fromOpen);
  }

  #buy(index: number, { low, open }: NaiveBar, { limitTicks, lots }: BarEntry) {
    const market = Math.max(1, open + this.#slip(index, lots));
    if (limitTicks === undefined || market <= limitTicks) return { ticks: market, fromOpen: true };
    return low < limitTicks ? { ticks: limitTicks, fromOpen: open < limitTicks } : undefined;
  }

  #sell(index: number, { high, open }: NaiveBar, { limitTicks, lots }: BarEntry) {
    const market = Math.max(1, open - this.#slip(index, lots));
    if (limitTicks === undefined || market >= limitTicks) return { ticks: market, fromOpen: true };
    return high > limitTicks ? { ticks: limitTicks, fromOpen: open > limitTicks } : undefined;
  }
}

function orderOfLong({ stopTicks: stop = 0, targetTicks: target = Infinity }: BarEntry, bar: NaiveBar) {
  return {
    stoppedAt: bar.low <= stop ? Math.min(bar.open, stop) : undefined,
    profitAt: bar.high >= target + 1 ? target : undefined,
  };
}

function orderOfShort({ stopTicks: stop = Infinity, targetTicks: target = 0 }: BarEntry, bar: NaiveBar) {
  return {
    stoppedAt: bar.high >= stop ? Math.max(bar.open, stop) : undefined,
    profitAt: bar.low <= target - 1 ? target : undefined,
  };
}
