import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** Weights tried at once. */
const TOGETHER = 4;
/** Weights of the newest value that are tried: 0.05, 0.1, … 0.95. */
const WEIGHTS = Float64Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/**
 * Where the theta method sees the log price `h` bars ahead, from the close: the best exponential average, plus
 * half of the slope of the window. Above zero higher. Warm after `n` bars.
 */
export const thetaForecast = defineFormula({
  id: 'F45',
  key: 'theta-forecast',
  title: 'Theta method forecast',
  family: 'time-series',
  output: { unit: 'log price' },
  role: 'direction',
  source:
    "Assimakopoulos, V. and Nikolopoulos, K., 'The theta model: a decomposition approach to forecasting', IJF, 2000; closed form Hyndman, R. J. and Billah, B., IJF, 2003",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      h: { unit: 'bars', meaning: 'horizon' },
    },
    definition: `
      y=ln c over W_n. b = OLS slope of y on 1..n. SES: l_1=y_1, l_t=a*y_t+(1-a)*l_{t-1}; a from the grid
      0.05,0.10,...,0.95 minimises sum_{t>=2}(y_t-l_{t-1})^2 (smallest a on ties). Forecast
      F_h=l_n+(b/2)*(h-1+1/a-(1-a)^n/a). Value D=F_h-y_n. Warm-up n.
    `,
    update: '19 SES passes of n (1100 operations) per bar, or every 5 bars.',
    signal: 'signal = tanh(D/(0.5*sig_t*sqrt(h))); confidence = min(1,|b|*n/(4*sig_t*sqrt(n))).',
    range: '(-inf,inf)',
  },
  defaults: { n: 60, h: 5 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Slope of the least-squares line of the window. */
    slope: { unit: 'log return per bar' },
  },
  warmUp: ({ n }) => n,

  start({ h, n }) {
    const logs = new IntervalWindow(n, 1, { least: 3 });
    const closes = new CloseReturns();
    const volatility = new BarVolatility();
    const squares = new Float64Array(TOGETHER);
    let move = 0;
    let slope = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        const window = logs.push(Math.log(close));
        if (window === undefined) return undefined;
        slope = slopeOf(window);
        const { level, weight } = bestAverage(window, squares);
        move = level + drift(slope, { weight, h, n }) - logs.at(0);
        return move;
      },
      {
        signal: () => Math.tanh(move / (0.5 * volatility.value * Math.sqrt(h))),
        confidence: () => Math.min(1, (Math.abs(slope) * n) / (4 * volatility.value * Math.sqrt(n))),
        slope: () => slope,
      },
    );
  },
});

/** What the forecast of the theta method, `h` steps ahead, has above the exponential average. */
export function drift(
  slope: number,
  { h, n, weight }: { readonly h: number; readonly n: number; readonly weight: number },
): number {
  return (slope / 2) * (h - 1 + 1 / weight - (1 - weight) ** n / weight);
}

/** Slope of the least-squares line through values one step apart. */
export function slopeOf(values: Float64Array): number {
  const n = values.length;
  const middle = (n - 1) / 2;
  const origin = values[0] as number;
  let along = 0;
  for (let t = 0; t < n; t += 1) along += (t - middle) * ((values[t] as number) - origin);
  return (12 * along) / (n * (n * n - 1));
}

/**
 * The exponential average of the weight that forecasts each next value best, the smallest weight on ties. Works in
 * `squares` where it is given, a list of {@link TOGETHER} numbers.
 */
export function bestAverage(
  values: Float64Array,
  squares: Float64Array = new Float64Array(TOGETHER),
): { readonly level: number; readonly weight: number } {
  let weight = NaN;
  let least = Infinity;
  for (let at = 0; at < WEIGHTS.length; at += TOGETHER) {
    writeMissedBy(squares, values, at);
    for (let i = 0; i < TOGETHER; i += 1) {
      if (!((squares[i] as number) < least)) continue;
      least = squares[i] as number;
      weight = weightAt(at + i);
    }
  }
  return { level: exponentialAverage(values, weight).level, weight };
}

/** Writes the squares missed by averages of {@link TOGETHER} weights from a place on: each chain waits for itself, not for the others. */
function writeMissedBy(squares: Float64Array, values: Float64Array, at: number): void {
  const wa = weightAt(at);
  const wb = weightAt(at + 1);
  const wc = weightAt(at + 2);
  const wd = weightAt(at + 3);
  const first = values[0] as number;
  let a = first;
  let b = first;
  let c = first;
  let d = first;
  let sa = 0;
  let sb = 0;
  let sc = 0;
  let sd = 0;
  for (let t = 1; t < values.length; t += 1) {
    const value = values[t] as number;
    const ea = value - a;
    const eb = value - b;
    const ec = value - c;
    const ed = value - d;
    sa += ea * ea;
    sb += eb * eb;
    sc += ec * ec;
    sd += ed * ed;
    a += wa * ea;
    b += wb * eb;
    c += wc * ec;
    d += wd * ed;
  }
  squares[0] = sa;
  squares[1] = sb;
  squares[2] = sc;
  squares[3] = sd;
}

/** The last weight once more behind the last: it fills up the last of the groups. */
const weightAt = (place: number): number => WEIGHTS[Math.min(place, WEIGHTS.length - 1)] as number;

/** An exponential average that begins at the first value, and the squares of what it missed of each next one. */
export function exponentialAverage(
  values: Float64Array,
  weight: number,
): { readonly level: number; readonly squares: number } {
  let level = values[0] as number;
  let squares = 0;
  for (let t = 1; t < values.length; t += 1) {
    const error = (values[t] as number) - level;
    squares += error * error;
    level += weight * error;
  }
  return { level, squares };
}
