import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { normalCdf } from '../../numerics/normal-distribution.ts';
import { type OrnsteinUhlenbeckFit, ornsteinUhlenbeckFit } from '../../numerics/ornstein-uhlenbeck.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { EXIT, withReadings } from '../readings.ts';

const NEAREST = 1e-12;
/** Forty would leave the eighth digit open. */
const INTERVALS = 160;
/** Bars allowed where nothing pulled the price back at entry. */
const WITHOUT_FIT = 60;
const TARGET = 0.5;

interface Entry {
  readonly direction: 1 | -1;
  readonly z: number;
  readonly expected: number;
}

/**
 * Bars in which a position should have come back to the mean, fixed at its entry; without a position those
 * of one entered now. Its urgency rises when it takes longer, and is full at the mean or where the
 * distance has doubled against the position. Warm after `n` bars.
 */
export const ouFirstPassageTime = defineFormula({
  id: 'F139',
  key: 'ou-first-passage-time',
  title: 'Expected time back to the mean',
  family: 'mean-reversion',
  output: { unit: 'bars', min: 0 },
  role: 'exit',
  source:
    "Ricciardi, L. M. and Sato, S., 'First-passage-time density and moments of the Ornstein-Uhlenbeck process', Journal of Applied Probability, 1988",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window of the OU fit' },
      mult: { unit: '1', meaning: 'patience' },
    },
    definition: `
      OU fit of formula 131 at entry: theta, x=|z| at entry. Expected first passage time from x to 0 of
      the stationary unit OU: E=(sqrt(2*pi)/theta)*integral_0^x exp(z^2/2)*(1-Phi(z)) dz, Simpson with 40
      intervals. Value E in bars, fixed at entry; elapsed a = bars since entry. No fit at entry: E = 60
      bars.
    `,
    update: 'Computed once per entry; O(1) per bar.',
    signal: `
      exit: urgency = clip((a/E-1)/(mult-1),0,1), and 1 when |z| <= 0.5 (target) or z has doubled against
      the position.
    `,
    range: '[0,inf)',
  },
  defaults: { n: 250, mult: 2 },
  input: 'step',
  reads: ['bar', 'position'],
  readings: EXIT,
  warmUp: ({ n }) => n,

  start({ mult, n }) {
    const logs = new RecentValues(wholeNumber('a window', n, 4));
    const window = new Float64Array(n);
    let fit: OrnsteinUhlenbeckFit | undefined;
    let z = 0;
    let entry: Entry | undefined;
    let elapsed = 0;

    const onBar = (close: number): void => {
      logs.push(Math.log(close));
      elapsed += 1;
      if (!logs.isFull) return;
      logs.copyTo(window);
      const found = ornsteinUhlenbeckFit(window);
      fit = found !== undefined && found.deviation > NEAREST ? found : undefined;
      z = fit === undefined ? 0 : (logs.at(0) - fit.mean) / fit.deviation;
    };
    const expectedNow = () => (fit === undefined ? WITHOUT_FIT : passageTime(Math.abs(z), fit.speed));
    const onPosition = (direction: 'long' | 'short' | 'flat'): void => {
      const sign = direction === 'long' ? 1 : -1;
      if (direction === 'flat') entry = undefined;
      else if (entry?.direction !== sign) {
        entry = { direction: sign, z, expected: expectedNow() };
        elapsed = 0;
      }
    };

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') onBar(step.bar.close);
        if (step.kind === 'position') onPosition(step.position.direction);
        return logs.isFull ? (entry?.expected ?? expectedNow()) : undefined;
      },
      {
        urgency: () => {
          if (entry === undefined) return 0;
          if (fit !== undefined && (Math.abs(z) <= TARGET || hasDoubled(entry, z))) return 1;
          // At the mean nothing is left to wait for, so the first bar is already late.
          return entry.expected > 0 ? clip((elapsed / entry.expected - 1) / (mult - 1), 0, 1) : 1;
        },
      },
    );
  },
});

/** Whether the distance from the mean is twice that of the entry, on the side that loses. */
function hasDoubled({ direction, z: atEntry }: Entry, z: number): boolean {
  return direction * z < 0 && Math.abs(z) >= 2 * Math.abs(atEntry) && direction * (z - atEntry) < 0;
}

/** Expected steps from `distance` deviations to the mean of a stationary process of this speed (Simpson's rule). */
export function passageTime(distance: number, speed: number): number {
  const width = distance / INTERVALS;
  let sum = 0;
  for (let i = 0; i <= INTERVALS; i += 1) {
    const z = i * width;
    const weight = i === 0 || i === INTERVALS ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp((z * z) / 2) * normalCdf(-z);
  }
  return (Math.sqrt(2 * Math.PI) / speed) * ((width / 3) * sum);
}
