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
    const { a1, a2, b0, b1, b2 } = butterworthCoefficients(P);
    const warm = Math.max(Math.ceil(2 * P), 21);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let bars = 0;
    let inputs: readonly [now: number, before: number, beforeThat: number] | undefined;
    let outputs: readonly [now: number, before: number] = [0, 0];
    let slope = 0;
    const scale = () => volatility.value / Math.sqrt(P);

    return withReadings(
      ({ close }) => {
        bars += 1;
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        const x = Math.log(close);
        if (inputs === undefined) outputs = [x, x];
        inputs = inputs === undefined ? [x, x, x] : [x, inputs[0], inputs[1]];
        const [y1, y2] = outputs;
        const y = b0 * x + b1 * inputs[1] + b2 * inputs[2] - a1 * y1 - a2 * y2;
        outputs = [y, y1];
        slope = y - y1;
        return bars < warm ? undefined : slope;
      },
      {
        signal: () => Math.tanh(slope / (0.8 * scale())),
        confidence: () => {
          const size = Math.min(1, Math.abs(slope) / scale());
          const side = (inputs?.[0] ?? 0) - outputs[0];
          return side * slope < 0 ? size / 2 : size;
        },
        price: () => Math.exp(outputs[0]),
      },
    );
  },
});

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
