import { clip } from '../../numerics/clip.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { TimeOfDayVolumes } from './time-of-day-volumes.ts';
import { Turns } from '../turns.ts';

const FIRST = 100;
const EVERY = 50;
const LEAST_SQUARE = 1e-12;
const MOST_SCALE = 2;
/** History of the volume at a time of day, as relative volume has it. */
const DAYS = 20;
const LEAST_DAYS = 5;

/**
 * Volatility expected of the next bar, whose variance grows with a power of the volume expected of it. Log return
 * per bar, never negative. The power is learned every 50 bars from the last `window`. Warm after 100 bars, or
 * `window` where it is shorter.
 */
export const volumeSubordinatedVolatility = defineFormula({
  id: 'F297',
  key: 'volume-subordinated-volatility',
  title: 'Volume-subordinated volatility (Clark)',
  family: 'volume',
  output: { unit: 'log return per bar', min: 0 },
  role: 'size',
  source:
    "Clark, P. K., 'A Subordinated Stochastic Process Model with Finite Variance for Speculative Prices', Econometrica 41(1), 1973; Tauchen & Pitts 1983",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'bars', meaning: 'sample' },
      v_hat: { unit: '1', meaning: 'EWMA decay of the volume forecast' },
      target: { unit: 'per bar', meaning: 'volatility at multiplier 1' },
    },
    definition: `
      Subordination Var(r|V) = c*V^beta. beta = OLS slope of ln(max(r^2,1e-12)) on ln(V/mean V) over the
      window (V <= 0 dropped), clipped to [0,2]; c = sum r^2/sum V^beta. Volume forecast Vh: EWMA of V
      times the time-of-day factor of id 295 (ratio of the next bin mean to the current). sigma =
      sqrt(c*Vh^beta). Warm-up 100 bars.
    `,
    update: 'Rolling sums O(1) (c is recomputed with the current beta every 50 bars).',
    signal: 'size: multiplier = min(2, target/sigma).',
    range: '[0,inf)',
  },
  defaults: { window: 500, v_hat: 0.94, target: 0.01 },
  input: 'bar',
  readings: {
    scale: { ...SIZE.scale, max: MOST_SCALE },
    /** Power of the volume in the variance. */
    beta: { unit: '1', min: 0, max: 2 },
    /** Volume expected of the next bar. */
    volume: { unit: 'base', min: 0 },
  },
  warmUp: ({ window }) => Math.min(FIRST, window),

  start({ target, v_hat: memory, window }) {
    positive('target', target);
    if (!(memory > 0 && memory < 1)) throw new RangeError(`v_hat must lie between 0 and 1, was ${memory}`);
    const least = Math.min(FIRST, wholeNumber('a window', window, 3));
    const returns = new CloseReturns();
    const squares = new RecentValues(window);
    const volumes = new RecentValues(window);
    const squareRow = new Float64Array(window);
    const volumeRow = new Float64Array(window);
    const learned = (): Subordination | undefined => {
      const count = squares.copyTo(squareRow);
      volumes.copyTo(volumeRow);
      return subordination(squareRow.subarray(0, count), volumeRow.subarray(0, count));
    };
    const timesOfDay = new TimeOfDayVolumes(DAYS);
    let model: Subordination | undefined;
    let level = NaN;
    let expected = 0;
    const turns = new Turns(297, EVERY);
    let bars = 0;
    let sigma = 0;

    return withReadings(
      ({ close, intervalMs, openTime, volumeBase }) => {
        const logReturn = returns.next(close);
        timesOfDay.push(openTime, intervalMs, volumeBase);
        level = Number.isNaN(level) ? volumeBase : level + (1 - memory) * (volumeBase - level);
        if (Number.isFinite(logReturn)) {
          squares.push(logReturn * logReturn);
          volumes.push(volumeBase);
        }
        bars += 1;
        if (bars < least) return undefined;
        if (turns.isDue()) model = learned() ?? model;
        if (model === undefined) return undefined;
        expected = level * turnOfDay(timesOfDay, openTime, openTime + intervalMs);
        sigma = Math.sqrt(model.c * expected ** model.beta);
        return sigma;
      },
      {
        scale: () => Math.min(MOST_SCALE, target / sigma),
        beta: () => model?.beta,
        volume: () => expected,
      },
    );
  },
});

/** Variance of a return on a volume V: `c * V ** beta`. */
export interface Subordination {
  readonly beta: number;
  readonly c: number;
}

/** Learns both from squared returns and the volumes beside them, oldest first; undefined where nothing traded. */
export function subordination(
  squares: Readonly<Float64Array>,
  volumes: Readonly<Float64Array>,
): Subordination | undefined {
  const beta = clip(volumeSlope(squares, volumes), 0, 2);
  let variance = 0;
  let power = 0;
  for (let i = squares.length - 1; i >= 0; i -= 1) {
    const volume = volumes[i] as number;
    if (!(volume > 0)) continue;
    variance += squares[i] as number;
    power += volume ** beta;
  }
  return power > 0 ? { beta, c: variance / power } : undefined;
}

/** Slope of the log of squared returns on the log of volume; 0 where volume does not vary. */
export function volumeSlope(squares: Readonly<Float64Array>, volumes: Readonly<Float64Array>): number {
  let count = 0;
  let meanX = 0;
  let meanY = 0;
  let xx = 0;
  let xy = 0;
  for (let i = squares.length - 1; i >= 0; i -= 1) {
    const volume = volumes[i] as number;
    if (!(volume > 0)) continue;
    const square = squares[i] as number;
    const x = Math.log(volume);
    const y = Math.log(square > LEAST_SQUARE ? square : LEAST_SQUARE);
    count += 1;
    const before = x - meanX;
    meanX += before / count;
    meanY += (y - meanY) / count;
    xx += before * (x - meanX);
    xy += before * (y - meanY);
  }
  return xx > LEAST_SQUARE ? xy / xx : 0;
}

/** What the next bar usually trades over what the one at `time` does; 1 where too few days are known. */
function turnOfDay(volumes: TimeOfDayVolumes, time: number, next: number): number {
  if (volumes.countAt(time) < LEAST_DAYS || volumes.countAt(next) < LEAST_DAYS) return 1;
  const usual = volumes.meanAt(time);
  return usual > 0 ? volumes.meanAt(next) / usual : 1;
}
