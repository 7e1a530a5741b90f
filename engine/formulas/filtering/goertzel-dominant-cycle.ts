import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { ordinaryLeastSquares } from '../../numerics/ordinary-least-squares.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const AHEAD = 2;
const CYCLES_FITTED = 4;

interface Cycle {
  readonly period: number;
  /** Move of the fitted cycle over the next two bars. */
  readonly move: number;
  readonly explained: number;
}

/**
 * Move of the strongest cycle of the price over the next two bars: log price, above zero up. Computed
 * every `k` bars and held in between; warm after `n` bars.
 */
export const goertzelDominantCycle = defineFormula({
  id: 'F199',
  key: 'goertzel-dominant-cycle',
  title: 'Dominant cycle by the Goertzel algorithm',
  family: 'filtering',
  output: { unit: 'log price' },
  role: 'direction',
  source:
    "Goertzel, G., 'An Algorithm for the Evaluation of Finite Trigonometric Series', American Mathematical Monthly, 1958",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      pmin: { unit: 'bars', meaning: 'shortest period' },
      pmax: { unit: 'bars', meaning: 'longest period' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      y=ln c over W_n minus its least-squares line, times the Hann window 0.5-0.5*cos(2 pi i/(n-1)). For
      every whole period p=pmin..pmax: w=2 pi/p, c=2 cos w, s_i=x_i+c*s_{i-1}-s_{i-2};
      power=s_n^2+s_{n-1}^2-c*s_n*s_{n-1}. p* = period with the largest power. Then OLS of the unwindowed
      detrended y on (sin w* i, cos w* i) over the last min(n,4p*) bars; R2. Fitted cycle value now f_0
      and two bars ahead f_2. Value f_2-f_0. Warm-up n.
    `,
    update: '57*n=11 000 multiply-adds every k bars.',
    signal: 'signal = tanh(value/(0.7*sig_t)); confidence = clip(2*R2-0.3,0,1).',
    range: '(-inf,inf)',
  },
  defaults: { n: 192, pmin: 8, pmax: 64, k: 4 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Length of the strongest cycle. */
    period: { unit: 'bars', min: 2 },
    /** Share of the last bars that the cycle explains. */
    explained: { unit: 'share', min: 0, max: 1 },
  },
  // The volatility that the move is measured by takes a close and twenty returns.
  warmUp: ({ n }) => Math.max(n, 21),

  start({ k, n, pmax, pmin }) {
    const logs = new RecentValues(wholeNumber('a window', n, 8));
    const periods = { pmin: wholeNumber('pmin', pmin, 3), pmax: wholeNumber('pmax', pmax, pmin) };
    const every = wholeNumber('k', k);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let barsLeft = 0;
    let cycle: Cycle = { period: pmin, move: 0, explained: 0 };

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        logs.push(Math.log(close));
        if (!logs.isFull || !volatility.isWarm) return undefined;
        if (barsLeft === 0) {
          cycle = dominantCycle(withoutLine(logs.toArray()), periods);
          barsLeft = every;
        }
        barsLeft -= 1;
        return cycle.move;
      },
      {
        signal: () => Math.tanh(cycle.move / (0.7 * volatility.value)),
        confidence: () => clip(2 * cycle.explained - 0.3, 0, 1),
        period: () => cycle.period,
        explained: () => cycle.explained,
      },
    );
  },
});

/** Power of a list at one period, as its Fourier transform has it where the period divides its length. */
export function goertzelPower(values: Float64Array, period: number): number {
  const c = 2 * Math.cos((2 * Math.PI) / period);
  let one = 0;
  let two = 0;
  for (let i = 0; i < values.length; i += 1) {
    const now = (values[i] as number) + c * one - two;
    two = one;
    one = now;
  }
  return Math.max(0, one * one + two * two - c * one * two);
}

function dominantCycle(
  values: Float64Array,
  { pmax, pmin }: { readonly pmin: number; readonly pmax: number },
): Cycle {
  const n = values.length;
  const faded = values.map((each, i) => each * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (n - 1))));
  let period = pmin;
  let most = -1;
  for (let candidate = pmin; candidate <= pmax; candidate += 1) {
    const power = goertzelPower(faded, candidate);
    if (power > most) {
      most = power;
      period = candidate;
    }
  }
  return fittedCycle(values, period);
}

/** Sine and cosine of the period through the last four cycles. */
function fittedCycle(values: Float64Array, period: number): Cycle {
  const w = (2 * Math.PI) / period;
  const tail = Array.from(values.subarray(-Math.min(values.length, CYCLES_FITTED * period)));
  const at = (i: number) => [Math.sin(w * i), Math.cos(w * i)];
  const fit = ordinaryLeastSquares(
    tail.map((_, i) => at(i - tail.length + 1)),
    tail,
  );
  const total = tail.reduce((sum, each) => sum + each * each, 0);
  if (fit === undefined || !(total > 1e-24)) return { period, move: 0, explained: 0 };
  const cycleAt = (i: number) => at(i).reduce((sum, each, j) => sum + each * (fit.coefficients[j] ?? 0), 0);
  return {
    period,
    move: cycleAt(AHEAD) - cycleAt(0),
    explained: clip(1 - fit.sumOfSquares / total, 0, 1),
  };
}

/** What is left of the values above their least-squares line. */
export function withoutLine(values: Float64Array): Float64Array {
  const n = values.length;
  const center = (n - 1) / 2;
  const origin = values[0] as number;
  const mean = values.reduce((sum, each) => sum + each - origin, 0) / n;
  const slope =
    values.reduce((sum, each, i) => sum + (i - center) * (each - origin - mean), 0) /
    ((n * (n * n - 1)) / 12);
  return values.map((each, i) => each - origin - mean - slope * (i - center));
}
