import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { type FitJob, withRefit } from '../../refit.ts';
import { segmentMeans } from './segment-means.ts';

/**
 * Bars since the mean return last changed, `window` where it did not within it. Looked for every `refit`
 * bars; between, the age grows. The same is read for the volatility, from the log of squared returns. Since a
 * segment has `h` bars at least, the gate is below 1 only for breaks that will have become younger: never
 * while they are looked for as the definition says. Warm after `window + 2` bars.
 */
export const baiPerronMeanBreaks = defineFormula({
  id: 'F361',
  key: 'bai-perron-mean-breaks',
  title: 'Bai-Perron multiple mean breaks',
  family: 'multiscale',
  output: { unit: 'bars since the last break', min: 0 },
  role: 'filter',
  source:
    "Bai, J. & Perron, P., 'Estimating and Testing Linear Models with Multiple Structural Changes', Econometrica 66(1), 1998; 'Computation and analysis of multiple structural change models', Journal of Applied Econometrics 18, 2003",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'bars', meaning: 'sample' },
      trim: { unit: 'fraction', meaning: 'minimum segment h = ceil(trim*n)' },
      max_breaks: { unit: '1', meaning: 'largest number' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      Series x (default: log returns; also run on ln of squared returns). For m = 0..max_breaks minimise
      the sum of squared deviations from segment means with segments of at least h, by dynamic programming
      on prefix sums: SSR_m(e) = min_k SSR_{m-1}(k) + ss(k,e), ss(a,b) = sum x^2 - (sum x)^2/(b-a). Number
      of breaks by BIC = n*ln(SSR_m/n) + (2m+1)*ln n (smallest; ties fewer breaks). Values: break indices
      (first index of the new segment), age of the last break, mean difference across it in standard
      errors.
    `,
    update: 'Batch O(max_breaks*n^2/2) = 320k steps every refit bars.',
    signal: `
      filter: age < h -> estimators with longer memory than the age have their confidence multiplied by
      age/h; their windows are cut at the break.
    `,
    range: '[0,window]',
  },
  defaults: { window: 400, trim: 0.1, max_breaks: 4, refit: 20 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Change of the mean return at the last break, in its standard errors; 0 without a break. */
    jump: { unit: 'standard errors' },
    /** Breaks of the mean within the window. */
    breaks: { unit: 'breaks', min: 0 },
    /** Bars since the volatility last changed. */
    volatilityAge: { unit: 'bars', min: 0 },
  },
  warmUp: ({ window }) => window + 2,
  fit: fitBreaks,

  start(params) {
    const { refit, trim, window } = params;
    const recent = new RecentValues(wholeNumber('a window', window, 4));
    const every = wholeNumber('a refit interval', refit);
    const least = shortestSegment(window, trim);
    const returns = new CloseReturns();
    let barsLeft = 0;
    let sinceFit = 0;
    let model: readonly number[] | undefined;
    const grown = (age: number) => (age >= window ? window : Math.min(window, age + sinceFit));
    const age = () => grown(model?.[0] ?? NaN);

    const step = ({ close }: { readonly close: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return noValue();
      recent.push(logReturn);
      barsLeft -= 1;
      sinceFit += 1;
      return model === undefined ? noValue() : age();
    };
    return withRefit(
      withReadings(step, {
        gate: () => Math.min(1, age() / least),
        jump: () => model?.[1],
        breaks: () => model?.[2],
        volatilityAge: () => grown(model?.[3] ?? NaN),
      }),
      {
        due: () => {
          if (!recent.isFull || barsLeft > 0) return undefined;
          barsLeft = every;
          return { params, data: { returns: recent.toArray() } };
        },
        accept: (found) => {
          model = [...found];
          sinceFit = 0;
        },
      },
    );
  },
});

/** Bars a segment has at least. */
export const shortestSegment = (count: number, trim: number): number => Math.max(1, Math.ceil(trim * count));

/**
 * Change of the mean at the last of `breaks` in standard errors, from the spread inside all segments; 0
 * without a break.
 */
export function lastJump(values: Float64Array, breaks: readonly number[], squares: number): number {
  const last = breaks.at(-1);
  if (last === undefined) return 0;
  const before = values.subarray(breaks.at(-2) ?? 0, last);
  const after = values.subarray(last);
  const variance = squares / (values.length - breaks.length - 1);
  const error = Math.sqrt(variance * (1 / before.length + 1 / after.length));
  return error > 1e-12 ? (meanOf(after) - meanOf(before)) / error : 0;
}

/** Age of the last break of the mean, its jump, the number of breaks, and the age of the last of the volatility. */
function fitBreaks({ data: { returns = new Float64Array() }, params }: FitJob): readonly number[] {
  const least = shortestSegment(returns.length, params['trim'] ?? 0);
  const most = params['max_breaks'] ?? 0;
  const { breaks, squares } = segmentMeans(returns, least, most);
  const volatility = segmentMeans(logSquares(returns), least, most);
  const age = (found: readonly number[]) => returns.length - (found.at(-1) ?? 0);
  return [
    age(breaks),
    lastJump(returns, breaks, squares[breaks.length] ?? 0),
    breaks.length,
    age(volatility.breaks),
  ];
}

/**
 * Logs of squares that a return of 0 does not throw to minus infinity, moved back to the mean they would
 * have: Fuller (1996), Introduction to Statistical Time Series, 2nd edition, with 0.02 of the variance.
 */
function logSquares(returns: Float64Array): Float64Array {
  const variance = returns.reduce((sum, each) => sum + each * each, 0) / returns.length;
  const added = 0.02 * variance;
  if (!(added > 1e-24)) return new Float64Array(returns.length);
  return returns.map((each) => Math.log(each * each + added) - added / (each * each + added));
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
