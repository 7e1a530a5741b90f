import { confidenceOfZ } from '../../numerics/confidence.ts';
import { medianDeviation } from '../../numerics/median-deviation.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** Makes the median deviation of a normal law its standard deviation. */
const NORMAL_DEVIATION = 1.4826;
const MOST_ROUNDS = 50;
const CLOSE_ENOUGH = 1e-10;
const TINY = 1e-12;

/**
 * A mean of the last `n` returns that single wild ones do not move, in units of its standard error: above
 * zero the price drifts up. 0 where at least half of the returns are one. Warm after `n` returns.
 */
export const huberMLocation = defineFormula({
  id: 'F8',
  key: 'huber-m-location',
  title: 'Robust drift (Huber M-estimator)',
  family: 'statistics',
  output: { unit: 'z-score' },
  role: 'direction',
  source:
    "Huber, P. J., 'Robust Estimation of a Location Parameter', Annals of Mathematical Statistics, 1964",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'scale units', meaning: 'Huber corner' },
    },
    definition: `
      Scale S = 1.4826*median|r-median(r)| over W_n, fixed. mu starts at the median; iterate mu = sum w_i
      r_i/sum w_i with w_i = min(1, k/|u_i|), u_i=(r_i-mu)/S (w=1 at u=0) until |change| < 1e-10*S or 50
      rounds. Standard error se = S*sqrt(mean(psi_i^2))/(f*sqrt(n)), psi_i = clip(u_i,-k,k), f = share of
      |u_i| <= k. Value z = mu/se. S<=1e-12 or f=0: value 0. Warm-up n.
    `,
    update:
      'Sorted window O(log n) for the median, then <= 50 rounds of O(n); n=60 so about 3000 flops a bar.',
    signal: 'signal = tanh(z/2); confidence = zc(z).',
    range: '(-inf,inf)',
  },
  defaults: { n: 60, k: 1.345 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The robust mean itself. */
    location: { unit: 'log return per bar' },
  },
  warmUp: ({ n }) => n + 1,

  start({ k, n }) {
    const returns = new CloseReturns();
    const window = new SortedWindow(n);
    let location = 0;
    let z = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        window.push(logReturn);
        if (!window.isFull) return undefined;
        const scale = NORMAL_DEVIATION * medianDeviation(window.sorted);
        location = scale > TINY ? huberLocation(window.sorted, scale, k) : window.quantile(0.5);
        z = scale > TINY ? inErrors(window.sorted, location, { scale, corner: k }) : 0;
        return z;
      },
      {
        signal: () => Math.tanh(z / 2),
        confidence: () => confidenceOfZ(z),
        location: () => location,
      },
    );
  },
});

/** The mean of ascending values of which none counts with more than `corner` times `scale`. */
export function huberLocation(sorted: Readonly<Float64Array>, scale: number, corner: number): number {
  const n = sorted.length;
  const limit = corner * scale;
  let mean = ((sorted[(n - 1) >> 1] as number) + (sorted[n >> 1] as number)) / 2;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let weights = 0;
    let sum = 0;
    for (let i = 0; i < n; i += 1) {
      const value = sorted[i] as number;
      const distance = Math.abs(value - mean);
      const weight = distance > limit ? limit / distance : 1;
      weights += weight;
      sum += weight * value;
    }
    const change = sum / weights - mean;
    mean += change;
    if (Math.abs(change) < CLOSE_ENOUGH * scale) break;
  }
  return mean;
}

/** `location` in units of its standard error; 0 where no value lies inside the corner. */
function inErrors(
  sorted: Readonly<Float64Array>,
  location: number,
  { corner, scale }: { readonly corner: number; readonly scale: number },
): number {
  const n = sorted.length;
  let squares = 0;
  let inside = 0;
  for (let i = 0; i < n; i += 1) {
    const u = Math.abs((sorted[i] as number) - location) / scale;
    if (u <= corner) inside += 1;
    squares += Math.min(u, corner) ** 2;
  }
  if (inside === 0) return 0;
  return location / ((scale * Math.sqrt(squares / n)) / ((inside / n) * Math.sqrt(n)));
}
