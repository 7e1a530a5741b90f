import { clip } from '../../numerics/clip.ts';
import { WilderAverage } from '../../numerics/wilder-average.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, GATE, withReadings } from '../readings.ts';
import { trueRange } from '../volatility/true-range.ts';

const TRENDS_FROM = 20;
const TRENDS_STRONGLY_FROM = 35;
const NEAREST = 1e-12;

/**
 * Strength of a trend in either direction, 0 to 100: how one-sided the bars reach beyond those before, by
 * Wilder's smoothing. Warm after `2 n` bars.
 */
export const adxDirectionalMovement = defineFormula({
  id: 'F186',
  key: 'adx-directional-movement',
  title: 'Directional movement and ADX',
  family: 'regime',
  output: { unit: 'index', min: 0, max: 100 },
  role: 'direction',
  source: "Wilder, J. W., 'New Concepts in Technical Trading Systems', 1978",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'length' },
    },
    definition: `
      U=h_t-h_{t-1}, D=l_{t-1}-l_t. +DM=U if U>D and U>0, else 0; -DM=D if D>U and D>0, else 0. TR as in
      168 (from the second bar). All three by Wilder_n. +DI=100*(+DM)/TR, -DI=100*(-DM)/TR (0 if TR=0).
      DX=100*|+DI - -DI|/(+DI + -DI) (0 if den=0). ADX=Wilder_n(DX). Value ADX. Warm-up 2n.
    `,
    update: 'O(1).',
    signal: `
      signal = (+DI - -DI)/(+DI + -DI) if ADX>=20, else 0; confidence = clip((ADX-15)/30,0,1). ADX<20 also
      sets the gate of reversion formulas to 1, ADX>35 to 0.4.
    `,
    range: '[0,100]',
  },
  defaults: { n: 14 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The gate of reversion formulas: 0.4 from an index above 35 until one below 20. */
    reversionGate: GATE,
    /** Share of the true range that reached upwards. */
    plus: { unit: 'index', min: 0, max: 100 },
    /** Share of the true range that reached downwards. */
    minus: { unit: 'index', min: 0, max: 100 },
  },
  warmUp: ({ n }) => 2 * n,

  start({ n }) {
    const [ups, downs, ranges] = [new WilderAverage(n), new WilderAverage(n), new WilderAverage(n)];
    const strength = new WilderAverage(n);
    let before = { high: NaN, low: NaN, close: NaN };
    // Rounding may leave the share of a range a breath above the whole.
    const share = (moves: WilderAverage) =>
      ranges.value > 0 ? Math.min(100, (100 * moves.value) / ranges.value) : 0;
    const lean = () => balance(share(ups), share(downs));
    let reversionGate = 1;

    return withReadings(
      (bar) => {
        const { high, low } = bar;
        const { close: closeBefore } = before;
        const up = high - before.high;
        const down = before.low - low;
        before = { high, low, close: bar.close };
        if (Number.isNaN(closeBefore)) return undefined;
        ups.push(up > down && up > 0 ? up : 0);
        downs.push(down > up && down > 0 ? down : 0);
        ranges.push(trueRange(bar, closeBefore));
        if (!ranges.isWarm) return undefined;
        strength.push(Math.min(100, 100 * Math.abs(lean())));
        if (!strength.isWarm) return undefined;
        // Between the two levels the gate stays as it was set last.
        if (strength.value < TRENDS_FROM) reversionGate = 1;
        else if (strength.value > TRENDS_STRONGLY_FROM) reversionGate = 0.4;
        return strength.value;
      },
      {
        signal: () => (strength.value >= TRENDS_FROM ? lean() : 0),
        confidence: () => clip((strength.value - 15) / 30, 0, 1),
        reversionGate: () => reversionGate,
        plus: () => share(ups),
        minus: () => share(downs),
      },
    );
  },
});

/** How far `up` outweighs `down`, -1 to 1; 0 of next to nothing. */
function balance(up: number, down: number): number {
  return up + down > NEAREST ? (up - down) / (up + down) : 0;
}
