import { clip } from '../../../numerics/clip.ts';
import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { RecursiveLeastSquares } from '../../../numerics/recursive-least-squares.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { FACTORS, HourlyFactors } from './hourly-factors.ts';

/**
 * Log return expected of the next `horizon` hours from move, range, volume, hour, weekend and distance from the
 * mean of a day. It leans only as far as the forecast exceeds `gate`. A value after 25 hours; believed from
 * `warmup` hours on. No value while prices stand still.
 */
export const sixFactorHourlyDrift = defineFormula({
  id: 'F294',
  key: 'six-factor-hourly-drift',
  title: 'Six-factor hourly drift (recursive ridge)',
  family: 'learning',
  output: { unit: 'log return per hour' },
  role: 'direction',
  source:
    "Six factors: source document 001 of this project; estimator: Hoerl & Kennard, 'Ridge Regression', Technometrics 12, 1970, in recursive form (Plackett, Biometrika 37, 1950)",
  catalogue: {
    inputs: ['bars'],
    params: {
      horizon: { unit: 'h', meaning: 'forecast horizon' },
      forget: { unit: 'per hour', meaning: 'forgetting' },
      ridge: { unit: '1', meaning: 'initial information matrix = ridge*I' },
      warmup: { unit: 'h', meaning: 'before use' },
      gate: { unit: 'log', meaning: 'cost the forecast must exceed' },
    },
    definition: `
      Hourly bars. Factors at t: f1 = last 1-h return/sigma24; f2 = ATR14/C relative to its 30-day median
      minus 1; f3 = ln(volume/mean volume 24 h); f4a,f4b = sin, cos of 2 pi hour/24; f5 = 1 on
      Saturday/Sunday else 0; f6 = -(C/SMA24 - 1)/sigma24; constant 1; all clipped to [-4,4]. sigma24 =
      std (ddof 1) of the last 24 returns. RLS: P_0 = I/ridge, w_0 = 0; k = P f/(forget + f'P f); w +=
      k*(y - f'w); P = (P - k f'P)/forget, with y the next hour's log return/sigma24 and trace(P) capped
      at its start. Value = w'f*sigma24 (log return).
    `,
    update: 'O(8^2) per hour.',
    signal: `
      signal = sign(value)*clip((|value|-gate)/gate,0,1); confidence = min(1,|value|/(3*gate)) after
      warmup.
    `,
    range: 'real',
  },
  defaults: { horizon: 1, forget: 0.999, ridge: 10, warmup: 240, gate: 0.0012 },
  input: 'bar',
  barMs: 3_600_000,
  readings: DIRECTION,
  warmUp: () => 25,

  start({ forget, gate, horizon, ridge, warmup }) {
    positive('gate', gate);
    const prior = 1 / positive('ridge', ridge);
    const model = new RecursiveLeastSquares(FACTORS, forget, prior, FACTORS * prior);
    const factors = new HourlyFactors();
    const samples = new PendingFactors(wholeNumber('horizon', horizon));
    let hoursLeft = wholeNumber('warmup', warmup, 0);
    let value = 0;

    return withReadings(
      (bar) => {
        if (hoursLeft > 0) hoursLeft -= 1;
        const sample = samples.known;
        factors.push(bar);
        const y = Math.log(bar.close / samples.closeBefore) / samples.volatility;
        if (sample !== undefined && Number.isFinite(y)) model.learn(sample, y);
        samples.push(factors, bar.close);
        if (!factors.isKnown) return noValue();
        value = model.predict(factors.values) * factors.volatility;
        return value;
      },
      {
        signal: () => Math.sign(value) * clip((Math.abs(value) - gate) / gate, 0, 1),
        confidence: () => (hoursLeft > 0 ? 0 : Math.min(1, Math.abs(value) / (3 * gate))),
      },
    );
  },
});

/** The factors of the last hours, which wait for the return they are to forecast. */
class PendingFactors {
  readonly #horizon: number;
  readonly #rows: readonly Float64Array[];
  readonly #closes: RecentValues;
  readonly #volatilities: RecentValues;
  #hour = 0;

  constructor(horizon: number) {
    this.#horizon = horizon;
    this.#rows = Array.from({ length: horizon }, () => new Float64Array(FACTORS));
    this.#closes = new RecentValues(horizon);
    this.#volatilities = new RecentValues(horizon);
  }

  /** Those whose return ends with the bar that comes next; undefined where there were none. */
  get known(): Float64Array | undefined {
    return this.volatility > 0 ? this.#rows[this.#hour % this.#horizon] : undefined;
  }

  get closeBefore(): number {
    return this.#closes.at(this.#horizon - 1);
  }

  /** NaN where nothing was known then. */
  get volatility(): number {
    return this.#volatilities.at(this.#horizon - 1);
  }

  push({ isKnown, values, volatility }: HourlyFactors, close: number): void {
    this.#rows[this.#hour % this.#horizon]?.set(values);
    this.#closes.push(close);
    this.#volatilities.push(isKnown ? volatility : NaN);
    this.#hour += 1;
  }
}
