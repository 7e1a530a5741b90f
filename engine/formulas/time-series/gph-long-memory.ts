import { clip } from '../../numerics/clip.ts';
import { writeDemeaned } from '../../numerics/demeaned.ts';
import { FourierPower } from '../../numerics/fourier-power.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { defineFormula } from '../formula.ts';
import { CloseReturns } from '../close-returns.ts';
import { FILTER, GATE, withReadings } from '../readings.ts';
import { secondTurn } from '../turns.ts';

const LEAST_POWER = 1e-300;

/** The memory of a series as its slow cycles show it. */
export interface LongMemory {
  /** Above zero moves go on for long, below zero they turn back. */
  readonly d: number;
  readonly error: number;
}

/**
 * Long memory of returns from the power of their slowest cycles: above zero moves go on for long, below zero
 * they turn back. Warm after `n` returns, measured again every `k`; no value where nothing moves.
 */
export const gphLongMemory = defineFormula({
  id: 'F41',
  key: 'gph-long-memory',
  title: 'Long-memory parameter by log-periodogram regression',
  family: 'time-series',
  output: { unit: '1' },
  role: 'filter',
  source:
    "Geweke, J. and Porter-Hudak, S., 'The estimation and application of long memory time series models', Journal of Time Series Analysis, 1983",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      pow: { unit: '1', meaning: 'm = floor(n^pow)' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      x=r-mean over W_n. I_j=|sum_{t=0..n-1} x_t exp(-i w_j t)|^2/(2 pi n), w_j=2 pi j/n, j=1..m,
      m=floor(n^pow). d = minus the OLS slope of ln I_j on ln(4 sin^2(w_j/2)). Standard error se =
      sqrt((pi^2/6)/sum_j (a_j-mean(a))^2), a_j = ln(4 sin^2(w_j/2)). Value d; z=d/se. I_j<=1e-300 is
      skipped. Warm-up n.
    `,
    update: 'FFT O(n log n) every k bars.',
    signal: `
      filter: gate of trend formulas = clip(0.5+z/4,0.2,1); gate of reversion formulas =
      clip(0.5-z/4,0.2,1).
    `,
    range: 'about (-0.5,0.5)',
  },
  defaults: { n: 512, pow: 0.5, k: 16 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Distance from no memory in standard errors. */
    z: { unit: 'z-score' },
    /** For formulas that follow a trend. */
    trendGate: GATE,
    /** For formulas that wait for a return to the mean. */
    reversionGate: GATE,
  },
  warmUp: ({ n }) => n + 1,

  start({ k, n, pow }) {
    const closes = new CloseReturns();
    const returns = new IntervalWindow(n, k, { least: 16, second: secondTurn(41, k) });
    const periodogram = new LogPeriodogram(n, Math.floor(n ** pow));
    let found: LongMemory | undefined;
    const z = () => (found?.d ?? NaN) / (found?.error ?? NaN);

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const window = returns.push(logReturn);
        if (window !== undefined) found = periodogram.memoryOf(window);
        return found?.d;
      },
      {
        gate: () => 1,
        z,
        trendGate: () => clip(0.5 + z() / 4, 0.2, 1),
        reversionGate: () => clip(0.5 - z() / 4, 0.2, 1),
      },
    );
  },
});

/** The regression of the log power at the slowest `frequencies` cycles, of `count` returns at a time. */
export class LogPeriodogram {
  readonly #count: number;
  readonly #power: FourierPower;
  readonly #centered: Float64Array;
  /** `ln(4 sin^2(w/2))` of each frequency. */
  readonly #abscissas: Float64Array;
  /** Those of the frequencies with power, and the logarithm of their density. */
  readonly #x: Float64Array;
  readonly #logs: Float64Array;

  constructor(count: number, frequencies: number) {
    this.#count = count;
    this.#power = new FourierPower(count, frequencies);
    this.#centered = new Float64Array(count);
    this.#abscissas = Float64Array.from({ length: frequencies }, (_, i) => {
      const frequency = (2 * Math.PI * (i + 1)) / count;
      return Math.log(4 * Math.sin(frequency / 2) ** 2);
    });
    this.#x = new Float64Array(frequencies);
    this.#logs = new Float64Array(frequencies);
  }

  /** Minus the slope of the log power on `ln(4 sin^2(w/2))`; undefined with fewer than two frequencies. */
  memoryOf(returns: Float64Array): LongMemory | undefined {
    const x = this.#x;
    const points = this.#takePoints(returns);
    if (points < 2) return undefined;
    let sum = 0;
    for (let i = 0; i < points; i += 1) sum += x[i] as number;
    const mean = sum / points;
    let spread = 0;
    let along = 0;
    for (let i = 0; i < points; i += 1) {
      spread += ((x[i] as number) - mean) ** 2;
      along += ((x[i] as number) - mean) * (this.#logs[i] as number);
    }
    return { d: -along / spread, error: Math.sqrt(Math.PI ** 2 / 6 / spread) };
  }

  /** Writes a point for each frequency with power and answers how many there are. */
  #takePoints(returns: Float64Array): number {
    writeDemeaned(returns, this.#centered);
    const powers = this.#power.of(this.#centered);
    let points = 0;
    for (let i = 0; i < powers.length; i += 1) {
      const density = (powers[i] as number) / (2 * Math.PI * this.#count);
      if (!(density > LEAST_POWER)) continue;
      this.#x[points] = this.#abscissas[i] as number;
      this.#logs[points] = Math.log(density);
      points += 1;
    }
    return points;
  }
}
