import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { type OrnsteinUhlenbeckFit, ornsteinUhlenbeckFit } from '../../numerics/ornstein-uhlenbeck.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { EXIT, withReadings } from '../readings.ts';

const NEAREST = 1e-12;
/** From this many deviations on, fewer digits are lost far from the mean than near it. */
const FAR = 6;
/** Euler's constant. */
const EULER = 0.577_215_664_901_532_9;
/** Bars allowed where nothing pulled the price back at entry. */
const WITHOUT_FIT = 60;
const TARGET = 0.5;

interface Entry {
  readonly direction: 1 | -1;
  /** Distance from the mean; NaN where there was none. */
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
    /** NaN without a fit: nothing is known of the distance then. */
    let z = NaN;
    let entry: Entry | undefined;
    let elapsed = 0;

    const onBar = (close: number): void => {
      logs.push(Math.log(close));
      elapsed += 1;
      if (!logs.isFull) return;
      logs.copyTo(window);
      const found = ornsteinUhlenbeckFit(window);
      fit = found !== undefined && found.deviation > NEAREST ? found : undefined;
      z = fit === undefined ? NaN : (logs.at(0) - fit.mean) / fit.deviation;
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

/** Expected steps from `distance` deviations to the mean of a stationary process of this speed. */
export function passageTime(distance: number, speed: number): number {
  return (distance < FAR ? passageNear(distance) : passageFar(distance)) / speed;
}

/** The integral over u of `(1 - exp(-x u)) / u exp(-u^2/2)`, which the passage is, by its power series. */
function passageNear(x: number): number {
  let odd = Math.sqrt(Math.PI / 2) * x;
  let even = (x * x) / 2;
  let sum = odd - even;
  for (let n = 1; odd + even > 1e-17 * sum; n += 2) {
    odd *= (x * x * n) / ((n + 1) * (n + 2));
    even *= (x * x * (n + 1)) / ((n + 2) * (n + 3));
    sum += odd - even;
  }
  return sum;
}

/** The same where the series cancels: its expansion at infinity, as far as the terms get smaller. */
function passageFar(x: number): number {
  let sum = Math.log(x) + (EULER + Math.LN2) / 2;
  let power = 1;
  for (let k = 1; 2 * k - 1 < x * x; k += 1) {
    power *= -(2 * k - 1) / (x * x);
    if (Math.abs(power) < 1e-17) break;
    sum -= power / (2 * k);
  }
  return sum;
}
