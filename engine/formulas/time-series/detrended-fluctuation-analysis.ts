import {
  detrendedFluctuations,
  fluctuationExponent,
  profileOf,
} from '../../numerics/detrended-fluctuation.ts';
import { finiteOrNone, defineFormula } from '../formula.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { secondTurn } from '../turns.ts';

const SIZES = [8, 16, 32, 64, 128] as const;
const LEAST_FLUCTUATION = 1e-12;

/**
 * Power with which the moves of the window grow with the number of bars: above 0.5 moves go on, below 0.5
 * they turn back. Warm after `n` returns, measured again every `k`; no value where nothing moves.
 */
export const detrendedFluctuationAnalysis = defineFormula({
  id: 'F42',
  key: 'detrended-fluctuation-analysis',
  title: 'Detrended fluctuation analysis exponent',
  family: 'time-series',
  output: { unit: '1' },
  role: 'context',
  source: "Peng, C.-K. et al., 'Mosaic organization of DNA nucleotides', Physical Review E, 1994",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      sizes: { fixed: '8,16,32,64,128', unit: 'bars', meaning: 'box sizes' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      y_i=cumulative sum of (r-mean) over W_n. For each box size b cut y from the oldest into floor(n/b)
      boxes, subtract the least-squares line of each box, F(b)=sqrt(mean of all squared residuals). Value
      alpha = OLS slope of ln F(b) on ln b over sizes with F>1e-12. Warm-up n.
    `,
    update: 'Batch 5 passes of n every k bars.',
    signal: `
      context: alpha > 0.5 persistent, < 0.5 anti-persistent; the regime panel shows it next to formula
      18. Signal 0.
    `,
    range: 'about (0,1.5)',
  },
  defaults: { n: 512, k: 16 },
  input: 'bar',
  warmUp: ({ n }) => n + 1,

  start({ k, n }) {
    const closes = new CloseReturns();
    const returns = new IntervalWindow(n, k, { least: 2 * SIZES[0], second: secondTurn(42, k) });
    const profile = new Float64Array(n);
    let exponent: number | undefined;

    return ({ close }) => {
      const logReturn = closes.next(close);
      if (!Number.isFinite(logReturn)) return undefined;
      const window = returns.push(logReturn);
      if (window !== undefined) {
        const fluctuations = detrendedFluctuations(profileOf(window, profile), SIZES);
        exponent = finiteOrNone(fluctuationExponent(SIZES, fluctuations, LEAST_FLUCTUATION));
      }
      return exponent;
    };
  },
});
