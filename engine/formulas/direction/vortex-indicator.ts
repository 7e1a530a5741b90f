import { clip } from '../../numerics/clip.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { trueRange } from '../volatility/true-range.ts';

const NEAREST = 1e-12;
const FULL_SIGNAL = 0.3;
const FULL_CONFIDENCE = 0.4;

/**
 * Upward less downward vortex: how far highs reach above the lows of the bar before against how far lows reach
 * below its highs, both over the ranges of `n` bars. Above zero up. 0 where nothing moves. Warm after `n + 1`
 * bars.
 */
export const vortexIndicator = defineFormula({
  id: 'F407',
  key: 'vortex-indicator',
  title: 'Vortex indicator',
  family: 'direction',
  output: { unit: 'difference' },
  role: 'direction',
  source:
    "Botes, E. & Siepman, D., 'The Vortex Indicator', Technical Analysis of Stocks & Commodities 28(1), 2010",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'period' },
      band: { unit: '1', meaning: 'dead band of the difference' },
    },
    definition: `
      VM+ = |H_t - L_{t-1}|, VM- = |L_t - H_{t-1}|, TR_t = max(H-L, |H-C_{t-1}|, |L-C_{t-1}|); sums over
      the last n bars. VI+ = sum VM+/sum TR, VI- = sum VM-/sum TR. Value = VI+ - VI-. Sum TR < 1e-12 -> 0.
      Warm-up n+1 bars.
    `,
    update: 'Rolling sums O(1).',
    signal: 'signal = 0 if |value| < band else clip(value/0.3,-1,1); confidence = min(1,|value|/0.4)*0.6.',
    range: 'real',
  },
  defaults: { n: 14, band: 0.05 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    up: { unit: '1', min: 0 },
    down: { unit: '1', min: 0 },
  },
  warmUp: ({ n }) => n + 1,

  start({ band, n }) {
    const sums = { up: new RollingSum(n), down: new RollingSum(n), range: new RollingSum(n) };
    let before = { high: NaN, low: NaN, close: NaN };
    let up = 0;
    let down = 0;

    return withReadings(
      ({ close, high, low }) => {
        const last = before;
        before = { high, low, close };
        if (Number.isNaN(last.close)) return undefined;
        const rises = sums.up.push(Math.abs(high - last.low));
        const falls = sums.down.push(Math.abs(low - last.high));
        const ranges = sums.range.push(trueRange({ high, low }, last.close));
        if (rises === undefined || falls === undefined || ranges === undefined) return undefined;
        const moves = ranges >= NEAREST;
        up = moves ? Math.max(0, rises) / ranges : 0;
        down = moves ? Math.max(0, falls) / ranges : 0;
        return up - down;
      },
      {
        signal: () => (Math.abs(up - down) < band ? 0 : clip((up - down) / FULL_SIGNAL, -1, 1)),
        confidence: () => 0.6 * Math.min(1, Math.abs(up - down) / FULL_CONFIDENCE),
        up: () => up,
        down: () => down,
      },
    );
  },
});
