import { notNegative, positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingExtreme } from '../../numerics/rolling-extreme.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { continuousKelly } from '../sizing/continuous-kelly.ts';
import { LEVERAGE_SCALE } from '../sizing/leverage-scale.ts';
import { meanFactor, StrategyGrowth } from '../sizing/strategy-growth.ts';

const DAYS_A_YEAR = 365;

/**
 * Share of capital to expose so that the fall from the highest capital of the last `H` days stays below
 * `delta`. Capital is that of the running strategies, spread evenly; Sharpe ratio and volatility are
 * estimated as in continuous Kelly with its defaults. Warm with the second day.
 */
export const reddCopsExposure = defineFormula({
  id: 'F338',
  key: 'redd-cops-exposure',
  title: 'Rolling economic drawdown controlled exposure (REDD-COPS)',
  family: 'edge',
  output: { unit: 'exposure', min: 0 },
  role: 'size',
  source:
    "Yang, Z. G. & Zhong, L., 'Optimal Portfolio Strategy to Control Maximum Drawdown: The Case of Risk-Based Dynamic Asset Allocation', 2012",
  catalogue: {
    inputs: ['returns'],
    params: {
      H: { unit: 'days', meaning: 'rolling maximum window' },
      delta: { unit: 'fraction', meaning: 'drawdown limit' },
      gamma: { fixed: 'delta', unit: '1', meaning: 'risk-aversion parameter; gamma = delta by default' },
      rf: { unit: 'per year', meaning: 'risk-free rate' },
      cap: { unit: '1', meaning: 'max' },
    },
    definition: `
      Equity W. Rolling economic maximum REM_t = max_{t-H<=s<=t} W_s*exp(rf*(t-s)). REDD = 1 - W_t/REM_t.
      With Sharpe ratio lambda (annual, id 324) and volatility sigma (annual) of the strategy: x = max(0,
      (lambda/sigma + 1/2)/(1 - delta*gamma) * (delta - REDD)/(1 - REDD)), capped. REDD >= delta -> 0.
    `,
    update: 'Monotone deque, O(1) amortised.',
    signal: 'size: exposure fraction of the strategy.',
    range: '[0,cap]',
  },
  defaults: { H: 90, delta: 0.2, rf: 0, cap: 1 },
  input: 'step',
  reads: ['strategy-returns'],
  barMs: 86_400_000,
  readings: {
    ...SIZE,
    scale: LEVERAGE_SCALE,
    /** How far capital stands below its rolling economic maximum. */
    drawdown: { unit: 'fraction', max: 1 },
  },
  warmUp: () => 2,

  start({ H, cap, delta, rf }) {
    positive('cap', cap);
    notNegative('rf', rf);
    if (!(delta > 0 && delta < 1)) throw new RangeError(`delta must lie between 0 and 1, was ${delta}`);
    const { halflife, prior_days: priorDays, prior_sr: priorSharpe } = continuousKelly.defaults;
    const growth = new StrategyGrowth({ halflife, priorDays, priorSharpe });
    // Capital discounted at the riskless rate, so that its plain maximum is the economic one.
    const peaks = new RollingExtreme(wholeNumber('H', H) + 1, 1);
    // What there was before the first day is a capital to fall from.
    peaks.push(0);
    let days = 0;
    let logCapital = 0;
    let exposure = 0;
    const drawdown = () => -Math.expm1(logCapital - (rf * days) / DAYS_A_YEAR - peaks.value);

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'strategy-returns') return undefined;
        growth.push(step.time, step.strategies);
        logCapital += Math.log(meanFactor(step.strategies.returns));
        days += 1;
        peaks.push(logCapital - (rf * days) / DAYS_A_YEAR);
        const { sharpe, sigma } = growth;
        if (sharpe === undefined || sigma === undefined) return undefined;
        exposure = Math.min(cap, drawdownExposure({ drawdown: drawdown(), delta, sharpe, sigma }));
        return exposure;
      },
      { scale: () => exposure, drawdown },
    );
  },
});

/** How far capital has fallen and may fall, and the Sharpe ratio and volatility a year of what it is put into. */
export interface ExposureTerms {
  readonly drawdown: number;
  readonly delta: number;
  /** Risk aversion; `delta` when left out. */
  readonly gamma?: number;
  readonly sharpe: number;
  readonly sigma: number;
}

/** Exposure of Yang and Zhong: 0 from a drawdown of `delta` on, never below. */
export function drawdownExposure({ delta, drawdown, gamma = delta, sharpe, sigma }: ExposureTerms): number {
  if (drawdown >= delta) return 0;
  return Math.max(0, ((sharpe / sigma + 0.5) / (1 - delta * gamma)) * ((delta - drawdown) / (1 - drawdown)));
}
