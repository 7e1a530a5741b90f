import { positive } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { recursiveResiduals } from '../../numerics/recursive-residuals.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { secondTurn } from '../turns.ts';

const EVERY = 5;
const NEAREST = 1e-12;

/**
 * Whether the next return still follows from the last one in the way it did: 1 and above says that the
 * relation of the window has broken. No value where the returns do not differ. Warm after `n` returns,
 * computed every fifth bar.
 */
export const brownDurbinEvansCusum = defineFormula({
  id: 'F175',
  key: 'brown-durbin-evans-cusum',
  title: 'CUSUM of recursive residuals',
  family: 'regime',
  output: { unit: 'ratio', min: 0 },
  role: 'filter',
  source:
    "Brown, R. L., Durbin, J. and Evans, J. M., 'Techniques for Testing the Constancy of Regression Relationships over Time', JRSS B, 1975",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      a: { unit: '1', meaning: 'boundary constant of the 5 % level' },
    },
    definition: `
      Model r_t=b0+b1*r_{t-1}+e over W_n (T rows, k=2). Recursive residuals
      w_t=(r_t-x_t'b_{t-1})/sqrt(1+x_t'(X'X)_{t-1}^{-1}x_t), t=k+1..T. s=sd1 of w. W_t=sum w/s. Boundary
      at t: a*(sqrt(T-k)+2(t-k)/sqrt(T-k)). Value: max over t of |W_t|/boundary_t. Warm-up n.
    `,
    update: 'Sherman-Morrison sweep of n steps O(4n) every 5 bars.',
    signal: 'filter: gate = clip(2-value,0.3,1): above 1 the linear relation of the window has broken.',
    range: '[0,inf)',
  },
  defaults: { n: 150, a: 0.948 },
  input: 'bar',
  readings: FILTER,
  warmUp: ({ n }) => n + 1,

  start({ a, n }) {
    positive('a', a);
    const returns = new CloseReturns();
    const windows = new IntervalWindow(n, EVERY, { least: 6, second: secondTurn(175, EVERY) });
    const errors = new Float64Array(n - 1);
    let value: number | undefined;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const window = windows.push(logReturn);
        if (window !== undefined) {
          const { count } = recursiveResiduals(window.subarray(0, n - 1), window.subarray(1), errors);
          value = cusumExcess(errors, a, count);
        }
        return value;
      },
      { gate: () => clip(2 - (value ?? 0), 0.3, 1) },
    );
  },
});

/**
 * How far the running sum of the errors, in units of their deviation, went at most against a boundary that
 * opens from `a sqrt(m)` to `3 a sqrt(m)`. Undefined of errors that do not differ. Only the first `count` count.
 */
export function cusumExcess(
  errors: Float64Array,
  a: number,
  count: number = errors.length,
): number | undefined {
  let total = 0;
  for (let j = 0; j < count; j += 1) total += errors[j] as number;
  const mean = total / count;
  let squares = 0;
  for (let j = 0; j < count; j += 1) squares += ((errors[j] as number) - mean) ** 2;
  const deviation = Math.sqrt(squares / (count - 1));
  if (!(deviation > NEAREST)) return undefined;
  const root = Math.sqrt(count);
  let sum = 0;
  let most = 0;
  for (let j = 1; j <= count; j += 1) {
    sum += (errors[j - 1] as number) / deviation;
    most = Math.max(most, Math.abs(sum) / (a * (root + (2 * j) / root)));
  }
  return most;
}
