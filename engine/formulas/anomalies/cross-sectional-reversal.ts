import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { SymbolCloses } from './symbol-closes.ts';

const NOTHING = 1e-12;

/**
 * Weight of the own symbol in a portfolio that holds what fell behind the mean of the last `period` days and
 * sells what ran ahead, against an even share: above zero it fell behind. No value with fewer than `universe`
 * symbols that have both closes.
 */
export const crossSectionalReversal = defineFormula({
  id: 'F301',
  key: 'cross-sectional-reversal',
  title: 'Cross-sectional short-term reversal',
  family: 'anomalies',
  output: { unit: 'relative weight' },
  role: 'direction',
  source:
    "Lo, A. W. & MacKinlay, A. C., 'When Are Contrarian Profits Due to Stock Market Overreaction?', Review of Financial Studies 3(2), 1990; Lehmann 1990",
  catalogue: {
    inputs: ['bars'],
    params: {
      period: { unit: 'days', meaning: 'past return' },
      skip: { unit: 'days', meaning: 'gap' },
      universe: { unit: 'symbols', meaning: 'minimum' },
    },
    definition: `
      Symbols i = 1..n: R_i = C_t/C_{t-period} - 1, Rm = equal-weighted mean. Weight w_i = -(R_i - Rm)/n;
      scaled W_i = w_i/sum_j|w_j| * 2 (gross exposure 2, net 0). All equal -> 0. Value W_i of the traded
      symbol times n/2.
    `,
    update: 'O(n) per day.',
    signal: 'signal = clip(value/2,-1,1); confidence = min(1,|signal|)*0.8.',
    range: 'real',
  },
  defaults: { period: 7, skip: 0, universe: 8 },
  input: 'step',
  reads: ['peers'],
  barMs: 86_400_000,
  readings: DIRECTION,
  warmUp: ({ period, skip }) => period + skip + 1,

  start({ period, skip, universe }) {
    wholeNumber('universe', universe, 2);
    const from = wholeNumber('period', period) + wholeNumber('skip', skip, 0);
    const closes = new SymbolCloses(from + 1);
    let value = 0;
    const signal = () => clip(value / 2, -1, 1);

    return withReadings(
      (step) => {
        if (step.kind !== 'peers') return undefined;
        closes.push(step.peers);
        const returns = closes.symbols.map((_, i) => closes.at(i, skip) / closes.at(i, from) - 1);
        const known = returns.filter(Number.isFinite);
        if (!Number.isFinite(returns[0]) || known.length < universe) return undefined;
        value = ((reversalWeights(known)[0] as number) * known.length) / 2;
        return value;
      },
      { signal, confidence: () => 0.8 * Math.min(1, Math.abs(signal())) },
    );
  },
});

/** Weights against the distance from the mean, with sizes that sum to 2; all 0 where all returns are the same. */
export function reversalWeights(returns: readonly number[]): number[] {
  const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length;
  const gross = returns.reduce((sum, each) => sum + Math.abs(each - mean), 0);
  return returns.map((each) => (gross > NOTHING ? (-2 * (each - mean)) / gross : 0));
}
