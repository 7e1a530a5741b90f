import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { ordinaryLeastSquares } from '../../numerics/ordinary-least-squares.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { inUsualSizes } from './ehlers-roofing-filter.ts';

const ORDERS = [1, 2, 3, 4] as const;

/**
 * Speed of the log price now, from a polynomial through the last `n` bars: log price a bar, above zero it
 * rises. Acceleration, jerk and snap come with it. Warm after `n + N / 4` bars.
 */
export const savitzkyGolayDerivatives = defineFormula({
  id: 'F195',
  key: 'savitzky-golay-derivatives',
  title: 'Savitzky-Golay velocity, acceleration, jerk and snap',
  family: 'filtering',
  output: { unit: 'log price per bar' },
  role: 'direction',
  source:
    "Savitzky, A. and Golay, M. J. E., 'Smoothing and Differentiation of Data by Simplified Least Squares Procedures', Analytical Chemistry, 1964; the four orders are those of source document 001",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      p: { unit: '1', meaning: 'polynomial order' },
      N: { unit: 'bars', meaning: 'window of the scales' },
    },
    definition: `
      Least-squares polynomial of order p through ln c at t-n+1..t with abscissae -(n-1)..0. Derivatives
      at 0: v,a,j,s = k!*coefficient k, k=1..4, as dot products with fixed weights. Each divided by its
      root mean square over the last N bars: zv,za,zj,zs. Value v; a, j, s published. Warm-up n+N/4.
    `,
    update: 'O(4n)=84 multiply-adds per bar.',
    signal: `
      signal = tanh(0.6*zv+0.4*za) ; confidence = min(1,|zv|/2), multiplied by 0.6 when jerk opposes
      acceleration (zj*za<0: the push is fading) and by 0.8 more when snap opposes it too.
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 21, p: 4, N: 200 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    acceleration: { unit: 'log price per bar^2' },
    jerk: { unit: 'log price per bar^3' },
    snap: { unit: 'log price per bar^4' },
  },
  warmUp: ({ N, n }) => n + Math.ceil(N / 4),

  start({ N, n, p }) {
    const weights = derivativeWeights(n, p).map((each) => Float64Array.from(each));
    const logs = new RecentValues(n);
    const window = new Float64Array(n);
    const squares = ORDERS.map(() => new RollingMoments(N));
    const warm = n + Math.ceil(N / 4);
    const derivatives = new Float64Array(ORDERS.length);
    const z = new Float64Array(ORDERS.length);
    let bars = 0;

    return withReadings(
      ({ close }) => {
        bars += 1;
        logs.push(Math.log(close));
        if (!logs.isFull) return undefined;
        logs.copyTo(window);
        for (let i = 0; i < ORDERS.length; i += 1) {
          const moments = squares[i] as RollingMoments;
          const derivative = dot(weights[i] as Float64Array, window);
          moments.push(derivative * derivative);
          derivatives[i] = derivative;
          z[i] = inUsualSizes(derivative, moments.mean);
        }
        return bars < warm ? undefined : derivatives[0];
      },
      {
        signal: () => Math.tanh(0.6 * (z[0] ?? 0) + 0.4 * (z[1] ?? 0)),
        confidence: () => sureness(z),
        acceleration: () => derivatives[1],
        jerk: () => derivatives[2],
        snap: () => derivatives[3],
      },
    );
  },
});

/**
 * Weights of the values, oldest first, that give the first to fourth derivative at the newest of a
 * polynomial of `order` through `length` values; derivatives above the order are 0.
 * @throws {RangeError} when the order is not a whole number of 1 to `length - 2`.
 */
export function derivativeWeights(length: number, order: number): number[][] {
  const least = wholeNumber('p', order) + 2;
  const ages = Array.from({ length: wholeNumber('a window', length, least) }, (_, i) => i - length + 1);
  // Scaled to -1..0 so that powers stay small; the derivatives are scaled back.
  const rows = ages.map((age) => Array.from({ length: order + 1 }, (_, k) => (age / (length - 1)) ** k));
  const units = ages.map((_, i) => ages.map((_each, j) => (i === j ? 1 : 0)));
  const columns = units.map((unit) => ordinaryLeastSquares(rows, unit)?.coefficients ?? []);
  let factorial = 1;
  return ORDERS.map((k) => {
    factorial *= k;
    return columns.map((coefficients) => (factorial * (coefficients[k] ?? 0)) / (length - 1) ** k);
  });
}

function dot(weights: Float64Array, values: Float64Array): number {
  const last = values[values.length - 1] as number;
  let sum = 0;
  // The weights of a derivative sum to 0: measured from the last value, digits are not lost.
  for (let i = 0; i < values.length; i += 1) sum += (weights[i] as number) * ((values[i] as number) - last);
  return sum;
}

/** The size of the speed, less where the jerk and the snap work against the acceleration. */
function sureness(z: Readonly<Float64Array>): number {
  const [speed = 0, acceleration = 0, jerk = 0, snap = 0] = z;
  const size = Math.min(1, Math.abs(speed) / 2);
  if (jerk * acceleration >= 0) return size;
  return size * (snap * acceleration < 0 ? 0.6 * 0.8 : 0.6);
}
