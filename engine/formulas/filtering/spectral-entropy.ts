import { clip } from '../../numerics/clip.ts';
import { FourierPower } from '../../numerics/fourier-power.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, GATE, withReadings } from '../readings.ts';
import { secondTurn } from '../turns.ts';

/**
 * How evenly the returns spread over all frequencies: near 0 one cycle holds everything, 1 is noise. No
 * value where nothing moves. Computed every `k` bars; warm after `n` returns.
 */
export const spectralEntropy = defineFormula({
  id: 'F208',
  key: 'spectral-entropy',
  title: 'Spectral entropy of returns',
  family: 'filtering',
  output: { unit: '1 (normalised)', min: 0, max: 1 },
  role: 'filter',
  source:
    "Inouye, T. et al., 'Quantification of EEG irregularity by use of the entropy of the power spectrum', Electroencephalography and Clinical Neurophysiology, 1991",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'recompute interval' },
      N: { unit: 'values', meaning: 'history of the rank' },
    },
    definition: `
      y=(r-mean)*(0.5-0.5*cos(2 pi i/(n-1))), i=0..n-1. Power P_k=|sum y_i exp(-2 pi j k i/n)|^2 for
      k=1..n/2-1; p=P/sum P. Value H=-sum p ln p/ln(n/2-1) (terms with p=0 are 0). sum P=0: null. Warm-up
      n.
    `,
    update: 'FFT O(n log n) every k bars.',
    signal: 'filter for the cycle formulas (197-202): gate = clip(2*(1-rank_N(H)),0.2,1); for all others 1.',
    range: '[0,1]',
  },
  defaults: { n: 128, k: 4, N: 1000 },
  input: 'bar',
  readings: {
    /** The gate of formulas that do not follow cycles: always open. */
    ...FILTER,
    /** The gate of formulas that follow cycles. */
    cycleGate: GATE,
  },
  warmUp: ({ n }) => n + 1,

  start({ N, k, n }) {
    const returns = new CloseReturns();
    const windows = new IntervalWindow(n, k, { second: secondTurn(208, k) });
    const fourier = new FourierPower(n);
    const weights = fading(n);
    const ranks = new LateWindow(N);
    let entropy: number | undefined;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const window = windows.push(logReturn);
        if (window !== undefined) {
          entropy = entropyOf(fourier.of(tapered(window, weights)));
          if (entropy !== undefined) ranks.push(entropy);
        }
        return entropy;
      },
      { gate: () => 1, cycleGate: () => clip(2 * (1 - ranks.rank), 0.2, 1) },
    );
  },
});

/** Weights that fade both ends of a list (Hann). */
export const fading = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (length - 1)));

/** Takes the mean off the values and weighs them, in place. */
export function tapered(values: Float64Array, weights: Float64Array): Float64Array {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  const mean = sum / values.length;
  for (let i = 0; i < values.length; i += 1)
    values[i] = ((values[i] as number) - mean) * (weights[i] as number);
  return values;
}

/** Entropy of shares in units of the largest possible; undefined where there is nothing to share. */
export function entropyOf(powers: Float64Array): number | undefined {
  let total = 0;
  for (let i = 0; i < powers.length; i += 1) total += powers[i] as number;
  if (!(total > 1e-24)) return undefined;
  let entropy = 0;
  for (let i = 0; i < powers.length; i += 1) {
    const share = (powers[i] as number) / total;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return clip(entropy / Math.log(powers.length), 0, 1);
}
