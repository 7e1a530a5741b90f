import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * Slope of the log price after everything faster than `P` bars was taken out: log price a bar, above zero
 * it rises. Warm after `2 P` bars.
 */
export const butterworthLowpass = defineFormula({
  id: 'F196',
  key: 'butterworth-lowpass',
  title: 'Butterworth low-pass trend',
  family: 'filtering',
  output: { unit: 'log price per bar' },
  role: 'direction',
  source: "Butterworth, S., 'On the Theory of Filter Amplifiers', Experimental Wireless, 1930",
  catalogue: {
    inputs: ['bars'],
    params: {
      P: { unit: 'bars', meaning: 'cut-off period' },
    },
    definition: `
      K=tan(pi/P), m=1/(1+sqrt2*K+K^2); b0=K^2*m, b1=2*b0, b2=b0; a1=2(K^2-1)*m, a2=(1-sqrt2*K+K^2)*m.
      y_t=b0*x_t+b1*x_{t-1}+b2*x_{t-2}-a1*y_{t-1}-a2*y_{t-2}, x=ln c; start: all past x and y equal to the
      first x. Value y_t-y_{t-1}. Warm-up 2P.
    `,
    update: 'O(1).',
    signal: `
      signal = tanh(value*sqrt(P)/(0.8*sig_t)); confidence = min(1,|value|*sqrt(P)/sig_t), halved if x_t
      is on the other side of y_t.
    `,
    range: '(-inf,inf)',
  },
  defaults: { P: 24 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The smoothed price. */
    price: { unit: 'quote/base', min: 0 },
  },
  // The volatility that the signal is measured by takes a close and twenty returns.
  warmUp: ({ P }) => Math.max(Math.ceil(2 * P), 21),

  start({ P }) {
    const filter = new ButterworthFilter(P);
    const warm = Math.max(Math.ceil(2 * P), 21);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let bars = 0;
    let slope = 0;
    const scale = () => volatility.value / Math.sqrt(P);

    return withReadings(
      ({ close }) => {
        bars += 1;
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        slope = filter.push(Math.log(close));
        return bars < warm ? undefined : slope;
      },
      {
        signal: () => Math.tanh(slope / (0.8 * scale())),
        confidence: () => {
          const size = Math.min(1, Math.abs(slope) / scale());
          const side = filter.input - filter.output;
          return side * slope < 0 ? size / 2 : size;
        },
        price: () => Math.exp(filter.output),
      },
    );
  },
});

/** The second-order low-pass of a series that stood still before its first value. */
class ButterworthFilter {
  readonly #coefficients: ReturnType<typeof butterworthCoefficients>;
  #x1 = NaN;
  #x2 = NaN;
  #y1 = NaN;
  #y2 = NaN;
  #hasValues = false;

  constructor(period: number) {
    this.#coefficients = butterworthCoefficients(period);
  }

  /** The last value, and what is left of it. */
  get input(): number {
    return this.#x1;
  }

  get output(): number {
    return this.#y1;
  }

  /** Takes in a value and answers how far what is left of the series moved with it. */
  push(x: number): number {
    const { a1, a2, b0, b1, b2 } = this.#coefficients;
    if (!this.#hasValues) {
      this.#x1 = x;
      this.#x2 = x;
      this.#y1 = x;
      this.#y2 = x;
      this.#hasValues = true;
    }
    const before = this.#y1;
    const y = b0 * x + b1 * this.#x1 + b2 * this.#x2 - a1 * before - a2 * this.#y2;
    this.#x2 = this.#x1;
    this.#x1 = x;
    this.#y2 = before;
    this.#y1 = y;
    return y - before;
  }
}

/**
 * Coefficients of the second-order Butterworth low-pass that halves the power of a cycle of `period` bars.
 * @throws {RangeError} when the period is not above 2.
 */
export function butterworthCoefficients(period: number): {
  readonly a1: number;
  readonly a2: number;
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
} {
  if (!(period > 2)) throw new RangeError(`a period must be above 2 bars, was ${period}`);
  const K = Math.tan(Math.PI / period);
  const m = 1 / (1 + Math.SQRT2 * K + K * K);
  const b0 = K * K * m;
  return { b0, b1: 2 * b0, b2: b0, a1: 2 * (K * K - 1) * m, a2: (1 - Math.SQRT2 * K + K * K) * m };
}
