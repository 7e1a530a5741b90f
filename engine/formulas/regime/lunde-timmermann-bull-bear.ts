import { positive } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, GATE, withReadings } from '../readings.ts';

/**
 * Bull or bear market and how far it is from turning: above zero a bull market, 1 at its peak, falling to 0
 * where it ends; below zero a bear market, -1 at its trough. No value before the first turn.
 */
export const lundeTimmermannBullBear = defineFormula({
  id: 'F189',
  key: 'lunde-timmermann-bull-bear',
  title: 'Bull and bear states by a price filter',
  family: 'regime',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Lunde, A. and Timmermann, A., 'Duration Dependence in Stock Prices: An Analysis of Bull and Bear Markets', Journal of Business and Economic Statistics, 2004",
  catalogue: {
    inputs: ['bars'],
    params: {
      u: { unit: 'fraction', meaning: 'rise from the trough that starts a bull market' },
      d: { unit: 'fraction', meaning: 'fall from the peak that starts a bear market' },
      start: { unit: 'state', meaning: 'state at the first close' },
    },
    definition: `
      State s=+1 (bull) or -1 (bear), extreme E=c_1. Bull: E=max(E,c_t); if c_t<=E*(1-d): s=-1, E=c_t.
      Bear: E=min(E,c_t); if c_t>=E*(1+u): s=+1, E=c_t. Progress q: bull: c_t/E-1 mapped to 1+(c_t/E-1)/d
      in [0,1] (1 at the peak, 0 at the switch); bear: 1-(c_t/E-1)/u. Age A = bars since the last switch.
      Value s*q. Warm-up: the first switch (before it signal 0).
    `,
    update: 'O(1).',
    signal: `
      signal = 0.5*s+0.5*s*q; confidence = q*min(1,A/20)*0.8. Entries against the state are allowed only
      to formulas of role direction in 131-150.
    `,
    range: '[-1,1]',
  },
  defaults: { u: 0.2, d: 0.15, start: 1 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The gate of longs of all but reversion formulas: closed in a bear market. */
    longGate: GATE,
    /** The gate of shorts of all but reversion formulas: closed in a bull market. */
    shortGate: GATE,
    /** Bars since the market turned. */
    age: { unit: 'bars', min: 0 },
  },
  // The second bar may be the first turn.
  warmUp: () => 2,

  start({ d, start, u }) {
    if (start !== 1 && start !== -1) throw new RangeError(`start must be 1 or -1, was ${start}`);
    positive('d', d);
    positive('u', u);
    let state = start;
    let extreme = NaN;
    let age = 0;
    let hasTurned = false;
    let progress = 1;

    return withReadings(
      ({ close }) => {
        if (Number.isNaN(extreme)) extreme = close;
        extreme = state > 0 ? Math.max(extreme, close) : Math.min(extreme, close);
        age += 1;
        if (state > 0 ? close <= extreme * (1 - d) : close >= extreme * (1 + u)) {
          state = -state;
          extreme = close;
          age = 0;
          hasTurned = true;
        }
        const way = close / extreme - 1;
        progress = state > 0 ? Math.max(0, 1 + way / d) : Math.max(0, 1 - way / u);
        return hasTurned ? state * progress : undefined;
      },
      {
        signal: () => 0.5 * state + 0.5 * state * progress,
        confidence: () => progress * Math.min(1, age / 20) * 0.8,
        longGate: () => (state > 0 ? 1 : 0),
        shortGate: () => (state > 0 ? 0 : 1),
        age: () => age,
      },
    );
  },
});
