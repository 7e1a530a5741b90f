import type { Bar } from '../domain/market/bar.ts';
import type { TheoryReading } from '../domain/theory/theory-reading.ts';
import { outsideSeries } from '../formulas/outside-series.ts';
import { RecentValues } from '../numerics/recent-values.ts';
import { RollingSum } from '../numerics/rolling-sum.ts';
import { exactInterval } from '../numerics/wilson.ts';
import { DayChange } from './day-change.ts';
import type { Theory, TheoryRun } from './theory.ts';
import { TRUE_PRICE_SERIES, TruePriceInput } from './true-price-input.ts';

const DAY_MS = 86_400_000;
const HORIZON = 24;
const CAPITALIZATION = 'market.total-capitalization';
const DOMINANCE = 'market.bitcoin-dominance';
const GREED = 'sentiment.fear-and-greed';
/** Changes over a day from which on they count: of the capitalization, of the dominance, and of the volume. */
const LEAST_GROWTH = 0.01;
const LEAST_SHIFT = 0.005;
const LEAST_TRADING = 0.1;
const FEAR = 25;
const GREEDY = 75;

/**
 * What the surroundings of a coin lean to, from -1 (all down) to 1 (all up), over the factors that are known:
 * the capitalization of all coins over a day, bitcoin's share of it (its rise is taken to help bitcoin and to
 * hurt the others), fear (up) and greed (down), and a move of a day on rising volume. As described, the sum is
 * a direction. Corrected, it comes with the interval that so few factors leave, which is wide. Of bitcoin it says beside
 * these where the price stands to TRUE PRICE; that is no factor, for it does not forecast.
 */
export const contextTheory: Theory = {
  name: 'context',
  unit: '1',
  min: -1,
  max: 1,
  window: HORIZON,
  horizonBars: HORIZON,
  series: [CAPITALIZATION, DOMINANCE, GREED, ...TRUE_PRICE_SERIES],
  warmUp: () => 1,

  start({ coin, intervalMs, preset, quote = 'USD' }): TheoryRun {
    const factors = new Factors(coin === 'BTC', intervalMs);
    const truePrice = new TruePriceInput(`${coin}/${quote}`);
    return {
      push(step) {
        if (step.kind === 'bar') factors.pushBar(step.bar);
        else factors.pushSeries(step);
        truePrice.push(step);
      },
      get lean() {
        const { falling, known, rising } = factors.count();
        return known === 0 ? undefined : (rising - falling) / (known + 2);
      },
      read: () => readingOf(factors.count(), truePrice.priceToTruePrice, preset === 'corrected'),
    };
  },
};

interface FactorCount {
  readonly rising: number;
  readonly falling: number;
  readonly known: number;
}

class Factors {
  readonly #capitalization = new DayChange(outsideSeries[CAPITALIZATION].freshMs);
  readonly #dominance = new DayChange(outsideSeries[DOMINANCE].freshMs);
  readonly #greed = new DayChange(outsideSeries[GREED].freshMs);
  readonly #isBitcoin: boolean;
  readonly #volumes: RollingSum;
  readonly #closes: RecentValues;
  readonly #sums: RecentValues;
  readonly #dayBars: number;
  #now = 0;

  constructor(isBitcoin: boolean, intervalMs: number) {
    this.#isBitcoin = isBitcoin;
    this.#dayBars = Math.max(1, Math.round(DAY_MS / intervalMs));
    this.#volumes = new RollingSum(this.#dayBars);
    this.#sums = new RecentValues(this.#dayBars + 1);
    this.#closes = new RecentValues(this.#dayBars + 1);
  }

  pushBar({ close, intervalMs, openTime, volumeBase }: Bar): void {
    this.#now = openTime + intervalMs;
    this.#closes.push(close);
    const day = this.#volumes.push(volumeBase);
    if (day !== undefined) this.#sums.push(day);
  }

  pushSeries({
    name,
    time,
    value,
  }: {
    readonly name: string;
    readonly time: number;
    readonly value: number;
  }): void {
    if (name === CAPITALIZATION) this.#capitalization.push(time, value);
    else if (name === DOMINANCE) this.#dominance.push(time, value);
    else if (name === GREED) this.#greed.push(time, value);
  }

  count(): FactorCount {
    const signs = [this.#growth(), this.#shift(), this.#mood(), this.#trading()].filter(
      (sign) => sign !== undefined,
    );
    const rising = signs.filter((sign) => sign > 0).length;
    const falling = signs.filter((sign) => sign < 0).length;
    return { rising, falling, known: signs.length };
  }

  #growth(): number | undefined {
    const change = this.#capitalization.change(this.#now);
    return change && signBeyond(change.to / change.from - 1, LEAST_GROWTH);
  }

  #shift(): number | undefined {
    const change = this.#dominance.change(this.#now);
    if (change === undefined) return undefined;
    const sign = signBeyond(change.to - change.from, LEAST_SHIFT);
    return this.#isBitcoin ? sign : -sign;
  }

  #mood(): number | undefined {
    const greed = this.#greed.now(this.#now);
    if (greed === undefined) return undefined;
    return greed <= FEAR ? 1 : greed >= GREEDY ? -1 : 0;
  }

  /** The way of the last day where more was traded than on the day before, else neither. */
  #trading(): number | undefined {
    if (!this.#sums.isFull) return undefined;
    const growth = this.#sums.at(0) / this.#sums.at(this.#dayBars) - 1;
    return growth > LEAST_TRADING ? Math.sign(this.#closes.at(0) - this.#closes.at(this.#dayBars)) : 0;
  }
}

const signBeyond = (change: number, least: number): number =>
  Math.abs(change) > least ? Math.sign(change) : 0;

/** What a balance below, at and above zero is called. */
const SIDES = [
  { key: 'context-falling', side: 'down' },
  { key: 'context-mixed', side: 'cannot-tell' },
  { key: 'context-rising', side: 'up' },
] as const;

function readingOf(
  { falling, known, rising }: FactorCount,
  priceToTruePrice: number | undefined,
  isCorrected: boolean,
): TheoryReading | undefined {
  if (known === 0) return undefined;
  const value = (rising - falling) / known;
  const share = exactInterval(rising, rising + falling) ?? { low: 0, high: 1 };
  const interval = { low: 2 * share.low - 1, high: 2 * share.high - 1, kind: 'exact' } as const;
  const isSure = !isCorrected || interval.low > 0 || interval.high < 0;
  const { key, side } = SIDES[Math.sign(value) + 1] as (typeof SIDES)[number];
  return {
    value,
    interval,
    observations: known,
    suggests: isSure ? side : 'cannot-tell',
    sentence: {
      key,
      numbers: { rising, falling, known, ...(priceToTruePrice !== undefined && { priceToTruePrice }) },
    },
  };
}
