import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { columnRegression } from '../../../numerics/column-regression.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { ownBitcoinBar } from '../own-bitcoin-bar.ts';
import { marketCapQuote } from './issuance.ts';

const DAY_MS = 86_400_000;
const SERIES = ['chain.height', 'chain.active-addresses'] as const;
const FIRST_DAYS = 365;

/**
 * How far the market capitalization of bitcoin lies above what the pairs of its users explain, in standard
 * deviations. Above zero it is dear. The line is drawn through the last `window` days and drawn again every
 * `refit` days. A day without a height or addresses is left out. Warm after 365 days, no value where the own
 * symbol is not bitcoin in dollars.
 */
export const metcalfeValue = defineFormula({
  id: 'F268',
  key: 'metcalfe-value',
  title: 'Metcalfe network-value deviation',
  family: 'bitcoin',
  output: { unit: 'residual z' },
  role: 'direction',
  source:
    "Peterson, T., 'Metcalfe's Law as a Model for Bitcoin's Value', Alternative Investment Analyst Review 7(2), 2018",
  catalogue: {
    inputs: ['external'],
    params: {
      smooth: { unit: 'days', meaning: 'mean of active addresses' },
      window: { unit: 'days', meaning: 'regression sample' },
      refit: { unit: 'days', meaning: 'refit' },
    },
    definition: `
      External: daily active addresses a_d, market cap MC_d. n_d = mean of a over smooth days; pairs U_d =
      n_d*(n_d-1)/2. OLS over the window ln MC = c + b*ln U. Value = ln MC_d - (c + b*ln U_d),
      standardised by the residual std (ddof 2). Warm-up 365 days. The regression uses data up to d only.
    `,
    update: 'Rolling sums O(1) per day.',
    signal: 'signal = -tanh(z/2); confidence = 0.4*min(1,|z|/2)*R2.',
    range: 'real',
  },
  defaults: { smooth: 30, window: 1460, refit: 7 },
  input: 'step',
  reads: ['series', 'peers'],
  series: SERIES,
  barMs: DAY_MS,
  readings: {
    ...DIRECTION,
    /** Log of the capitalization less that of the line. */
    deviation: { unit: 'log' },
    slope: { unit: '1' },
    /** Share of the variance of the log capitalization the line explains. */
    explained: { unit: '1', min: 0, max: 1 },
  },
  // A height and two numbers of addresses, because a line needs pairs that vary, and the bars.
  warmUp: (params) => firstDay(params) + 3,

  start(params) {
    const { refit, smooth, window } = params;
    wholeNumber('refit', refit);
    const told = new OutsideValues(SERIES);
    const addresses = new RollingMoments(smooth);
    const logPairs = new RecentValues(wholeNumber('a window', window, 3));
    const logCaps = new RecentValues(window);
    const first = firstDay(params);
    let days = 0;
    let line: MetcalfeLine | undefined;
    let deviation = 0;
    let value: number | undefined;

    const ofDay = (marketCap: number, active: number): number | undefined => {
      days += 1;
      addresses.push(active);
      if (!addresses.isFull || !(addresses.mean > 1) || !(marketCap > 0)) return undefined;
      logPairs.push(Math.log(pairsOf(addresses.mean)));
      logCaps.push(Math.log(marketCap));
      if (days < first) return undefined;
      if ((days - first) % refit === 0) line = metcalfeLine(logPairs.toArray(), logCaps.toArray()) ?? line;
      if (line === undefined || !(line.deviation > 1e-12)) return undefined;
      deviation = logCaps.at(0) - line.intercept - line.slope * logPairs.at(0);
      return deviation / line.deviation;
    };
    return withReadings(
      (step) => {
        if (step.kind === 'series') told.take(step);
        const bar = ownBitcoinBar(step);
        if (bar === undefined) return value;
        const height = told.at('chain.height', step.time);
        const active = told.at('chain.active-addresses', step.time);
        if (!(height >= 0) || !(active >= 0)) return (value = undefined);
        return (value = ofDay(marketCapQuote(height, bar.close), active));
      },
      {
        signal: () => -Math.tanh((value ?? 0) / 2),
        confidence: () => 0.4 * Math.min(1, Math.abs(value ?? 0) / 2) * (line?.explained ?? 0),
        deviation: () => deviation,
        slope: () => line?.slope,
        explained: () => line?.explained,
      },
    );
  },
});

/** Pairs that can be made of so many users. */
export const pairsOf = (users: number): number => (users * (users - 1)) / 2;

/** The line `log capitalization = intercept + slope * log pairs`. */
export interface MetcalfeLine {
  readonly intercept: number;
  readonly slope: number;
  /** Standard deviation around the line, two degrees of freedom used up. */
  readonly deviation: number;
  /** Share of the variance explained, 0 to 1. */
  readonly explained: number;
}

/** Least squares; undefined below three days and where the pairs do not vary. */
export function metcalfeLine(logPairs: Float64Array, logCaps: Float64Array): MetcalfeLine | undefined {
  const fit = columnRegression([logPairs], logCaps);
  if (fit === undefined) return undefined;
  return {
    intercept: fit.intercept,
    slope: fit.coefficients[0] as number,
    deviation: Math.sqrt(fit.sumOfSquares / fit.freedom),
    explained: fit.totalSquares > 0 ? Math.max(0, 1 - fit.sumOfSquares / fit.totalSquares) : 0,
  };
}

/** 365 days, or as many as shorter settings hold; never before three days with a mean. */
function firstDay({ smooth, window }: { readonly smooth: number; readonly window: number }): number {
  return Math.max(smooth + 2, Math.min(FIRST_DAYS, window));
}
