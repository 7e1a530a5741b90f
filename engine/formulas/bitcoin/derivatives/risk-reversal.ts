import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { quantileOfSorted } from '../../../numerics/quantile.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { DailyHistory } from './daily-history.ts';

const SERIES = ['option.call-volatility', 'option.put-volatility', 'option.at-the-money-volatility'] as const;
/** Deviations beyond which a skew is a crowd rather than information. */
const CROWD = 2.5;

/**
 * How much dearer calls are than puts of the same delta, as a fraction of the volatility at the money. Above
 * zero calls are dear. It leans with an unusual skew and against an extreme one, judged by the last `window`
 * days, of which each counts with its newest value; no lean before that many. `option-delta.ts` makes the
 * volatilities where only strikes are known. Warm with the three volatilities, no value while one is stale.
 */
export const riskReversal = defineFormula({
  id: 'F276',
  key: 'risk-reversal-25-delta',
  title: '25-delta risk reversal',
  family: 'bitcoin',
  output: { unit: 'ratio' },
  role: 'direction',
  source:
    "Xing, Y., Zhang, X. & Zhao, R., 'What Does the Individual Option Volatility Smirk Tell Us About Future Equity Returns?', Journal of Financial and Quantitative Analysis 45(3), 2010",
  catalogue: {
    inputs: ['external'],
    params: {
      tenor: { fixed: 30, unit: 'days', meaning: 'expiry interpolated' },
      window: { unit: 'days', meaning: 'history' },
    },
    definition: `
      External: implied volatilities by delta for the tenor: RR = (IV_call(25 delta) - IV_put(25
      delta))/IV_atm (unit free). If only strikes are given, delta is Black-76 (no premium adjustment) and
      IV is interpolated linearly in delta. z = (RR - median)/(1.4826*MAD) over window days (MAD < 1e-9 ->
      0).
    `,
    update: 'O(log n) per refresh.',
    signal: `
      signal = clip(z/3,-1,1)*0.6 for |z| < 2.5 (informed skew: cheap puts relative to calls is bullish),
      reversed and halved for |z| >= 2.5 (crowding); confidence = 0.4*min(1,|z|/2).
    `,
    range: 'real',
  },
  defaults: { window: 180 },
  input: 'step',
  reads: ['series'],
  series: SERIES,
  readings: {
    ...DIRECTION,
    /** The value against the median of the last `window` days; none before that many. */
    z: { unit: 'z-score' },
  },
  warmUp: () => 3,

  start({ window }) {
    const told = new OutsideValues(SERIES);
    const history = new DailyHistory(wholeNumber('a window', window));
    let value: number | undefined;
    let isNew = false;
    let known: number | undefined;

    const z = () => {
      if (isNew) known = history.isFull ? robustZ(history.toArray()) : undefined;
      isNew = false;
      return known;
    };
    return withReadings(
      (step) => {
        if (step.kind !== 'series') return value;
        told.take(step);
        const call = told.at('option.call-volatility', step.time);
        const put = told.at('option.put-volatility', step.time);
        const middle = told.at('option.at-the-money-volatility', step.time);
        value = middle > 0 && call > 0 && put > 0 ? (call - put) / middle : undefined;
        if (value === undefined) return undefined;
        history.push(step.time, value);
        isNew = true;
        return value;
      },
      {
        signal: () => skewSignal(z() ?? 0),
        confidence: () => 0.4 * Math.min(1, Math.abs(z() ?? 0) / 2),
        z,
      },
    );
  },
});

/** With an unusual skew, half as strongly against an extreme one. */
export function skewSignal(z: number): number {
  const lean = 0.6 * clip(z / 3, -1, 1);
  return Math.abs(z) < CROWD ? lean : -lean / 2;
}

/** The last of the values against their median, in deviations estimated from their median distance to it. */
export function robustZ(values: Float64Array): number {
  const median = quantileOfSorted(values.toSorted(), 0.5) ?? NaN;
  const distances = values.map((each) => Math.abs(each - median)).toSorted();
  const deviation = quantileOfSorted(distances, 0.5) ?? 0;
  return deviation < 1e-9 ? 0 : ((values.at(-1) ?? NaN) - median) / (1.4826 * deviation);
}
