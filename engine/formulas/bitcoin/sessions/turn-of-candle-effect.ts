import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

const MINUTE_MS = 60_000;
const MINUTES_PER_DAY = 1440;

/**
 * How many standard errors the mean return of the first minute of a candle of `period` minutes lies above that
 * of the other minutes. Read while that minute or the one before it runs, 0 else. Warm with the returns of
 * `window` days of one-minute bars.
 */
export const turnOfCandleEffect = defineFormula({
  id: 'F280',
  key: 'turn-of-candle-effect',
  title: 'Turn-of-the-candle effect (minutes 0, 15, 30, 45)',
  family: 'bitcoin',
  output: { unit: 'Welch t' },
  role: 'direction',
  source:
    "Shanaev, S., Vasenin, M. & Stepanov, R., 'Turn-of-the-candle effect in bitcoin returns', Heliyon 9(3), e14236, 2023",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'days', meaning: 'history of one-minute returns' },
      period: { unit: 'min', meaning: 'candle length' },
    },
    definition: `
      One-minute log returns labelled by the minute in which they occur. T = those whose minute mod period
      = 0, O = the others, over the last window days. Welch statistic w = (mT - mO)/sqrt(vT/nT + vO/nO),
      variances ddof 1. Value is w during the minute before and the turn minute itself, else 0.
    `,
    update: 'Rolling sums O(1) per minute.',
    signal: `
      signal = clip(w/4,-1,1) if |w| > 2 (enter one minute before the turn, exit at its end), else 0;
      confidence = min(1,|w|/6). The expected move is below one basis point, so id 337 normally gates it.
    `,
    range: 'real',
  },
  defaults: { window: 30, period: 15 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The statistic, whatever minute runs. */
    welch: { unit: 'Welch t' },
  },
  warmUp: ({ window }) => window * MINUTES_PER_DAY + 1,

  start({ period, window }) {
    wholeNumber('period', period, 2);
    const turns = new RollingMoments(wholeNumber('turns', (window * MINUTES_PER_DAY) / period, 2));
    const others = new RollingMoments(window * MINUTES_PER_DAY - (window * MINUTES_PER_DAY) / period);
    const returns = new CloseReturns();
    let statistic: number | undefined;
    let isNear = false;

    const value = () => (isNear ? (statistic ?? 0) : 0);
    return withReadings(
      ({ close, intervalMs, openTime }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        (minuteOf(openTime, period) === 0 ? turns : others).push(logReturn);
        const running = minuteOf(openTime + intervalMs, period);
        isNear = running === 0 || running === period - 1;
        statistic = turns.isFull && others.isFull ? welch(turns, others) : undefined;
        return statistic === undefined ? undefined : value();
      },
      {
        signal: () => (Math.abs(value()) > 2 ? clip(value() / 4, -1, 1) : 0),
        confidence: () => Math.min(1, Math.abs(value()) / 6),
        welch: () => statistic,
      },
    );
  },
});

const minuteOf = (time: number, period: number) => Math.floor(time / MINUTE_MS) % period;

/** What {@link welch} compares. */
interface Sample {
  readonly count: number;
  readonly mean: number;
  readonly sampleVariance: number;
}

/** Difference of two means in standard errors that allow for unequal variances; none where nothing varies. */
export function welch(one: Sample, other: Sample): number | undefined {
  const error = Math.sqrt(one.sampleVariance / one.count + other.sampleVariance / other.count);
  return error > 1e-12 ? (one.mean - other.mean) / error : undefined;
}
