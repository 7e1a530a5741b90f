import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { coefficientError, ColumnRegression, type ColumnFit } from '../../numerics/column-regression.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { leaderPair } from '../leader-pair.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { CointegratedPair } from '../time-series/cointegrated-pair.ts';
import { secondTurn } from '../turns.ts';

const LAGS = 1;

/**
 * Own return of the next bar as the distance from the line through the leader and the last moves of both
 * foretell it; 0 where the distance does not shrink. Fitted every `k` bars, warm after `n` of both.
 */
export const errorCorrectionSpeed = defineFormula({
  id: 'F140',
  key: 'error-correction-speed',
  title: 'Error-correction forecast of a pair',
  family: 'mean-reversion',
  output: { unit: 'log return' },
  role: 'direction',
  source:
    "Engle, R. F. and Granger, C. W. J., 'Co-Integration and Error Correction: Representation, Estimation, and Testing', Econometrica, 1987",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
    },
    definition: `
      Spread e of formula 48 (same window, refitted together). OLS dy_t = c + g*e_{t-1} + a*dy_{t-1} +
      b*dx_{t-1} + u over W_n (dy own log return, dx partner's). Forecast f = c + g*e_t + a*dy_t + b*dx_t.
      t_g = g/se(g). Value f. g>=0: f is set to 0. Warm-up n.
    `,
    update: 'O(1) per bar, refit O(n) every k bars.',
    signal: 'signal = tanh(5*f/sig_t); confidence = clip((-t_g-1.5)/2.5,0,1).',
    range: '(-inf,inf)',
  },
  defaults: { n: 400, k: 20 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Share of the distance that the own price makes up for in a bar, below zero where it does. */
    speed: { unit: '1' },
  },
  // The volatility that the forecast is measured by takes a close and twenty returns.
  warmUp: ({ n }) => Math.max(n, 21),

  start({ k, n }) {
    const pair = new CointegratedPair({ k, n, p: LAGS, second: secondTurn(140, k) });
    const own = new RecentValues(n);
    const other = new RecentValues(n);
    const correction = new PairCorrection(n);
    const volatility = new BarVolatility();
    let fit: ColumnFit | undefined;
    let forecast = 0;

    return withReadings(
      (input) => {
        const bars = leaderPair(input);
        if (bars === undefined) return undefined;
        own.push(Math.log(bars.own.close));
        other.push(Math.log(bars.leader.close));
        const dy = own.at(0) - own.at(1);
        const dx = other.at(0) - other.at(1);
        if (!Number.isNaN(dy)) volatility.push(dy);
        if (pair.push(bars.own.close, bars.leader.close)) {
          fit = pair.found && correction.fit(pair.found.residuals, own, other);
        }
        if (fit === undefined || !volatility.isWarm) return undefined;
        forecast = forecastOf(fit, pair.residual, dy, dx);
        return forecast;
      },
      {
        signal: () => Math.tanh((5 * forecast) / volatility.value),
        confidence: () => (fit === undefined ? 0 : clip((-speedT(fit) - 1.5) / 2.5, 0, 1)),
        speed: () => fit?.coefficients[0],
      },
    );
  },
});

/** The regression on all steps of a window of `n` log prices, one window after another in the same memory. */
class PairCorrection {
  readonly #values: Float64Array;
  readonly #own: Float64Array;
  readonly #other: Float64Array;
  readonly #regression = new ColumnRegression();

  constructor(n: number) {
    this.#values = new Float64Array(n);
    this.#own = new Float64Array(n - 1);
    this.#other = new Float64Array(n - 1);
  }

  /** There is a distance for each log price. Valid until the next call. */
  fit(distances: Float64Array, own: RecentValues, other: RecentValues): ColumnFit | undefined {
    this.#writeSteps(own, this.#own);
    this.#writeSteps(other, this.#other);
    const before = {
      distances: distances.subarray(1, -1),
      own: this.#own.subarray(0, -1),
      other: this.#other.subarray(0, -1),
    };
    return errorCorrection(this.#own.subarray(1), before, this.#regression);
  }

  /** Each value less the one before, oldest first. */
  #writeSteps(values: RecentValues, steps: Float64Array): void {
    const list = this.#values;
    values.copyTo(list);
    for (let t = 0; t < steps.length; t += 1) steps[t] = (list[t + 1] as number) - (list[t] as number);
  }
}

/** Regression of own steps on a constant, the distance before each, and the steps of both before it. */
export function errorCorrection(
  steps: Float64Array,
  before: { readonly distances: Float64Array; readonly own: Float64Array; readonly other: Float64Array },
  regression = new ColumnRegression(),
): ColumnFit | undefined {
  return regression.fit([before.distances, before.own, before.other], steps);
}

/** Expected own step after a distance and the last steps of both; 0 where the distance does not shrink. */
function forecastOf(
  { coefficients, intercept }: ColumnFit,
  distance: number,
  dy: number,
  dx: number,
): number {
  const speed = coefficients[0] as number;
  const byOwn = coefficients[1] as number;
  const byOther = coefficients[2] as number;
  return speed < 0 ? intercept + speed * distance + byOwn * dy + byOther * dx : 0;
}

/** The speed in its standard errors; a perfect fit is as sure as can be. */
function speedT(fit: ColumnFit): number {
  const speed = fit.coefficients[0] as number;
  const error = coefficientError(fit, 0);
  return error > 0 ? speed / error : Math.sign(speed) * Infinity;
}
