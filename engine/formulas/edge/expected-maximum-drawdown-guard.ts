import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { meanFactor } from '../sizing/strategy-growth.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

const DAY_MS = 86_400_000;
const FEWEST_DAYS = 2;
const ALARMED = 0.5;

/**
 * The largest fall of the last days over the one to expect of strategies without an edge; 0 while that is not
 * known. Capital is that of the running strategies, spread evenly, with what they hold at its price of now.
 * The gate closes until the next UTC day once a day has lost `daily_limit`, and for good once capital stands
 * `total_limit` below its peak. Warm with the first bar of the strategies, so that the limits hold at once.
 */
export const expectedMaximumDrawdownGuard = defineFormula({
  id: 'F340',
  key: 'expected-maximum-drawdown-guard',
  title: 'Drawdown plausibility and hard loss limits',
  family: 'edge',
  output: { unit: 'ratio', min: 0 },
  role: 'filter',
  source:
    "Magdon-Ismail, M., Atiya, A. F., Pratap, A. & Abu-Mostafa, Y. S., 'On the maximum drawdown of a Brownian motion', Journal of Applied Probability 41(1), 2004",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      window: { unit: 'days', meaning: 'horizon T' },
      mult: { unit: '1', meaning: 'alarm multiple' },
      daily_limit: { unit: 'fraction', meaning: 'daily loss limit (source document 002)' },
      total_limit: { unit: 'fraction', meaning: 'total drawdown limit (source document 002)' },
    },
    definition: `
      sigma = std (ddof 1) of the strategy's daily returns. For a strategy without edge the expected
      maximum drawdown over T days is sqrt(pi/2)*sigma*sqrt(T) (1.2533*sigma*sqrt T). Ratio = realised
      maximum drawdown over the last T days / that expectation. Hard limits: day PnL (UTC day, realised +
      open) <= -daily_limit -> no new entries until the next UTC day and open positions are closed;
      drawdown from the equity peak >= total_limit -> kill switch (manual restart).
    `,
    update: 'O(1) per day with a monotone deque.',
    signal: 'filter: ratio > mult -> size x0.5 and review flag; hard limits close the gate.',
    range: '[0,inf)',
  },
  defaults: { window: 30, mult: 2, daily_limit: 0.045, total_limit: 0.09 },
  input: 'step',
  reads: ['strategy-returns'],
  readings: {
    ...FILTER,
    /** What of the capital the UTC day has earned so far; below zero is a loss. */
    dayReturn: { unit: 'fraction' },
    /** How far capital stands below its peak. */
    drawdown: { unit: 'fraction', min: 0, max: 1 },
    /** 1 from the moment on at which the day has lost its limit, until it ends. */
    isDayStopped: { unit: 'flag', min: 0, max: 1 },
    /** 1 from the moment on at which all is stopped, until a person starts again. */
    isKilled: { unit: 'flag', min: 0, max: 1 },
  },
  warmUp: () => 1,

  start({ daily_limit: dailyLimit, mult, total_limit: totalLimit, window }) {
    const limits = new LossLimits(positive('daily_limit', dailyLimit), positive('total_limit', totalLimit));
    const days = new RecentValues(wholeNumber('window', window, FEWEST_DAYS));
    positive('mult', mult);
    let ratio = 0;
    const gate = (): number => {
      if (limits.isDayStopped || limits.isKilled) return 0;
      return ratio > mult ? ALARMED : 1;
    };

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'strategy-returns') return undefined;
        const ended = limits.push(step.time, meanFactor(step.strategies.returns));
        if (ended !== undefined) {
          days.push(ended);
          ratio = drawdownRatio(days.toArray());
        }
        return ratio;
      },
      {
        gate,
        dayReturn: () => limits.dayReturn,
        drawdown: () => limits.drawdown,
        isDayStopped: () => (limits.isDayStopped ? 1 : 0),
        isKilled: () => (limits.isKilled ? 1 : 0),
      },
    );
  },
});

/** Losses of the UTC day and from the peak, and the limits that were reached. */
export class LossLimits {
  isDayStopped = false;
  isKilled = false;
  readonly #daily: number;
  readonly #total: number;
  #day = NaN;
  #capital = 1;
  #dayBegan = 1;
  #peak = 1;

  constructor(daily: number, total: number) {
    this.#daily = daily;
    this.#total = total;
  }

  get dayReturn(): number {
    return this.#capital / this.#dayBegan - 1;
  }

  get drawdown(): number {
    return 1 - this.#capital / this.#peak;
  }

  /**
   * Takes in the factor by which capital changed over a bar that closed at `time`, and answers the return of
   * the day before where the bar is the first of a day.
   */
  push(time: number, factor: number): number | undefined {
    const day = Math.ceil(time / DAY_MS);
    const isNewDay = day !== this.#day;
    const ended = isNewDay && !Number.isNaN(this.#day) ? this.dayReturn : undefined;
    if (isNewDay) {
      this.#dayBegan = this.#capital;
      this.isDayStopped = false;
    }
    this.#day = day;
    this.#capital *= factor;
    this.#peak = Math.max(this.#peak, this.#capital);
    this.isDayStopped ||= this.dayReturn <= -this.#daily;
    this.isKilled ||= this.drawdown >= this.#total;
    return ended;
  }
}

/** Largest fall to expect of `days` daily returns of deviation `sigma` without drift (Magdon-Ismail et al. 2004). */
export const expectedDrawdown = (sigma: number, days: number): number =>
  Math.sqrt(Math.PI / 2) * sigma * Math.sqrt(days);

/** The largest fall along daily returns over the one to expect; 0 where they do not vary. */
export function drawdownRatio(dailyReturns: ArrayLike<number>): number {
  const days = dailyReturns.length;
  if (days < FEWEST_DAYS) return 0;
  const sigma = meanAndDeviation(dailyReturns).deviation * Math.sqrt(days / (days - 1));
  let capital = 1;
  let peak = 1;
  let worst = 0;
  for (let i = 0; i < days; i += 1) {
    capital *= 1 + (dailyReturns[i] as number);
    peak = Math.max(peak, capital);
    worst = Math.max(worst, 1 - capital / peak);
  }
  return sigma > 1e-12 ? worst / expectedDrawdown(sigma, days) : 0;
}
