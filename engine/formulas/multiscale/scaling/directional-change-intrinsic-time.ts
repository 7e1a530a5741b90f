import { positive } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { DirectionalChanges } from './directional-changes.ts';

const TRUSTED_FROM = 10;

/**
 * Follows a confirmed turn of the price and fades its overshoot: 1 just after a turn up, 0 when it has gone
 * on for `fade` thresholds, -1 at twice that; mirrored after a turn down. From the first turn on, which is
 * the second trade at the earliest.
 */
export const directionalChangeIntrinsicTime = defineFormula({
  id: 'F347',
  key: 'directional-change-intrinsic-time',
  title: 'Directional-change intrinsic time with overshoot',
  family: 'multiscale',
  output: { unit: 'signed', min: -1, max: 1 },
  role: 'direction',
  source:
    "Guillaume, D. M. et al., 'From the bird's eye to the microscope: A survey of new stylized facts of the intra-daily foreign exchange markets', Finance and Stochastics 1(2), 1997",
  catalogue: {
    inputs: ['trades'],
    params: {
      theta: { unit: 'log', meaning: 'threshold' },
      fade: { unit: 'theta', meaning: 'overshoot beyond which the move is faded' },
    },
    definition: `
      x = ln price. Mode up: track the extreme ext = max x; when x <= ext - theta a downward directional
      change is confirmed (mode down, ext = x, price at confirmation x_dc). Mode down mirrored. Before the
      first event track both running extremes. Overshoot omega = mode*(x - x_dc)/theta (>= about 0 right
      after confirmation). Each confirmation is one tick of intrinsic time. Value = mode*(1 -
      max(0,omega)/fade) : follow the new direction at the start of the overshoot, fade beyond fade
      thetas, clipped to [-1,1]. (On average an overshoot is about theta long.)
    `,
    update: 'O(1) per trade.',
    signal: 'signal = value; confidence = 0.3 + 0.4*|value| after 10 events, else 0.',
    range: '[-1,1]',
  },
  defaults: { theta: 0.004, fade: 2 },
  input: 'trade',
  readings: {
    ...DIRECTION,
    /** Which way the last turn went: 1 up, -1 down. */
    mode: { unit: 'sign', min: -1, max: 1 },
    /** How far the price went on since, in thresholds; below zero it came back. */
    overshoot: { unit: 'thresholds' },
    /** Ticks of intrinsic time so far. */
    turns: { unit: 'turns', min: 0 },
  },
  warmUp: () => 2,

  start({ fade, theta }) {
    const changes = new DirectionalChanges(theta);
    const faded = positive('fade', fade);
    let logPrice = 0;
    let value = 0;
    const overshoot = () => (changes.mode * (logPrice - changes.confirmedAt)) / theta;

    return withReadings(
      ({ price }) => {
        logPrice = Math.log(price);
        changes.push(logPrice);
        if (changes.mode === 0) return noValue();
        value = clip(changes.mode * (1 - Math.max(0, overshoot()) / faded), -1, 1);
        return value;
      },
      {
        signal: () => value,
        confidence: () => (changes.count >= TRUSTED_FROM ? 0.3 + 0.4 * Math.abs(value) : 0),
        mode: () => changes.mode,
        overshoot,
        turns: () => changes.count,
      },
    );
  },
});
