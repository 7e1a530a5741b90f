import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const DAY_MS = 86_400_000;
const DAYS_A_YEAR = 365;
/** Centers of mass after which a return no longer counts. */
const REACH = 5;
const NOTHING = 1e-12;

/**
 * Position that follows the return of the last `lookback` days with a volatility of `target` a year: above
 * zero long. 0 where prices did not move. Bars of a day; on bars of another length days are bars. Warm when
 * the past return is known.
 */
export const timeSeriesMomentum = defineFormula({
  id: 'F300',
  key: 'time-series-momentum',
  title: 'Time-series momentum (volatility scaled)',
  family: 'anomalies',
  output: { unit: 'multiplier' },
  role: 'direction',
  source:
    "Moskowitz, T., Ooi, Y. H. & Pedersen, L. H., 'Time series momentum', Journal of Financial Economics 104(2), 2012",
  catalogue: {
    inputs: ['bars'],
    params: {
      lookback: { unit: 'days', meaning: 'past-return window (the paper uses 12 months)' },
      com: { unit: 'days', meaning: 'centre of mass of the EWMA variance' },
      target: { unit: 'per year', meaning: 'volatility scale' },
    },
    definition: `
      Daily simple returns x_t. Past excess return R = C_t/C_{t-lookback} - 1 (no financing rate). Ex-ante
      variance: delta = com/(com+1); weights (1-delta)*delta^i normalised over the available history (max
      5*com days); xbar = weighted mean; s2 = 365*sum w_i*(x_{t-1-i} - xbar)^2 using returns up to t-1.
      Position = sign(R)*target/sqrt(s2). Value = position; s2 < 1e-12 -> 0. Warm-up = lookback.
    `,
    update: 'EWMA of x and x^2, O(1) per day.',
    signal: `
      signal = sign(R)*min(1,|R|/(2*sqrt(s2*lookback/365))); confidence =
      min(1,|R|/sqrt(s2*lookback/365)/2). Size hint = target/sqrt(s2).
    `,
    range: 'real',
  },
  defaults: { lookback: 90, com: 60, target: 0.4 },
  input: 'bar',
  barMs: DAY_MS,
  readings: {
    ...DIRECTION,
    /** Size at which a position has the volatility that is aimed at; none where prices did not move. */
    sizeHint: { unit: 'multiplier', min: 0 },
    /** Return over the lookback. */
    pastReturn: { unit: 'simple return', min: -1 },
  },
  warmUp: ({ lookback }) => lookback + 1,

  start({ com, lookback, target }) {
    positive('target', target);
    const closes = new RecentValues(wholeNumber('lookback', lookback) + 1);
    const variance = new PastVariance(com);
    let pastReturn = 0;
    let yearly = 0;
    const isMoving = () => yearly >= NOTHING;
    const strength = () =>
      isMoving() ? Math.abs(pastReturn) / Math.sqrt((yearly * lookback) / DAYS_A_YEAR) : 0;
    const sizeHint = () => target / Math.sqrt(yearly);

    return withReadings(
      ({ close }) => {
        yearly = DAYS_A_YEAR * variance.value;
        if (closes.count > 0) variance.push(close / closes.at(0) - 1);
        closes.push(close);
        if (!closes.isFull) return undefined;
        pastReturn = close / closes.at(lookback) - 1;
        return isMoving() ? Math.sign(pastReturn) * sizeHint() : 0;
      },
      {
        signal: () => Math.sign(pastReturn) * Math.min(1, strength() / 2),
        confidence: () => Math.min(1, strength() / 2),
        sizeHint: () => (isMoving() ? sizeHint() : undefined),
        pastReturn: () => pastReturn,
      },
    );
  },
});

/** Variance of the returns so far around their weighted mean; a return counts `com / (com + 1)` of the next one. */
export class PastVariance {
  readonly #returns: RecentValues;
  readonly #memory: number;

  constructor(com: number) {
    positive('com', com);
    this.#memory = com / (com + 1);
    this.#returns = new RecentValues(Math.max(1, Math.round(REACH * com)));
  }

  push(simpleReturn: number): void {
    this.#returns.push(simpleReturn);
  }

  /** 0 of nothing. */
  get value(): number {
    let weights = 0;
    let sum = 0;
    let weight = 1;
    for (let age = 0; age < this.#returns.count; age += 1, weight *= this.#memory) {
      weights += weight;
      sum += weight * this.#returns.at(age);
    }
    if (weights === 0) return 0;
    const mean = sum / weights;
    let squares = 0;
    weight = 1;
    for (let age = 0; age < this.#returns.count; age += 1, weight *= this.#memory) {
      squares += weight * (this.#returns.at(age) - mean) ** 2;
    }
    return squares / weights;
  }
}
