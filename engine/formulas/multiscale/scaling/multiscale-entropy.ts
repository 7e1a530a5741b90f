import { notNegative, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { lineSlope } from '../../../numerics/line-slope.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { sampleShape } from '../../../numerics/sample-shape.ts';
import { SortedWindow } from '../../../numerics/sorted-window.ts';
import { templateMatches } from '../../../numerics/template-matches.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { type FitJob, withRefit } from '../../refit.ts';

const SCALES = [1, 2, 4, 8];
const HISTORY_MS = 30 * 86_400_000;
const LOW = 0.2;
const HIGH = 0.8;
const MORE = 1.15;
const LESS = 0.85;

const ofScales = <Value>(name: string, value: (place: number) => Value): Record<string, Value> =>
  Object.fromEntries(SCALES.map((scale, place) => [`${name}${scale}`, value(place)]));

/**
 * How hard returns are to foresee from their like, summed over one, two, four and eight bars at a time: nats,
 * small where there is structure. Computed every `refit` bars. A factor is 1 until 30 days of entropies are
 * known. Warm after `window + 2` bars.
 */
export const multiscaleEntropy = defineFormula({
  id: 'F356',
  key: 'multiscale-entropy',
  title: 'Multiscale (coarse-grained) sample entropy',
  family: 'multiscale',
  output: { unit: 'nats', min: 0 },
  role: 'context',
  source:
    "Costa, M., Goldberger, A. L. & Peng, C.-K., 'Multiscale Entropy Analysis of Complex Physiologic Time Series', Physical Review Letters 89, 068102, 2002",
  catalogue: {
    inputs: ['returns'],
    params: {
      scales: { fixed: [1, 2, 4, 8], unit: 'bars', meaning: 'coarse-graining factors' },
      m: { unit: '1', meaning: 'template length' },
      r: { unit: 'std of the scale-1 series', meaning: 'tolerance' },
      window: { unit: 'bars', meaning: 'sample' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      Returns r over the window; tolerance R = r*std (ddof 0) of the scale-1 series, the same at every
      scale. Scale s: y_k = mean of s consecutive returns (non-overlapping). Sample entropy: templates
      start at 0..n-m-1 for both lengths; B = pairs a<b with max-norm distance <= R at length m, A = the
      same at length m+1; SampEn = -ln(A/B); A or B = 0 -> value ln((n-m)(n-m-1)/2) (largest resolvable).
      Complexity index CI = sum over scales; slope = OLS of SampEn on ln s.
    `,
    update: 'Batch O(window^2) at scale 1 (180k comparisons) every refit bars.',
    signal: `
      context: entropy at a scale below its 20% quantile over 30 days marks structure: confidence of
      formulas running at that scale x1.15; above the 80% quantile x0.85.
    `,
    range: '[0,inf)',
  },
  defaults: { m: 2, r: 0.15, window: 600, refit: 60 },
  input: 'bar',
  readings: {
    /** Entropy of returns of that many bars. */
    ...ofScales('entropy', () => ({ unit: 'nats', min: 0 })),
    /** What formulas that run on bars of that length multiply their confidence by, capped at 1 afterwards. */
    ...ofScales('factor', () => ({ unit: 'factor', min: LESS, max: MORE, neutral: 1 })),
    /** Change of the entropy with the log of the scale: noise falls, structure on all scales stays. */
    slope: { unit: 'nats' },
  },
  warmUp: ({ window }) => window + 2,
  fit: fitEntropies,

  start(params) {
    const { refit, window } = params;
    const length = wholeNumber('a window', window, 8 * (wholeNumber('m', params.m) + 2));
    notNegative('r', params.r);
    const every = wholeNumber('a refit interval', refit);
    const recent = new RecentValues(length);
    const returns = new CloseReturns();
    let histories: readonly SortedWindow[] = [];
    let barsLeft = 0;
    let entropies: readonly number[] = [];

    const step = ({ close, intervalMs }: { readonly close: number; readonly intervalMs: number }) => {
      if (histories.length === 0) {
        const kept = Math.ceil(HISTORY_MS / (intervalMs * every));
        histories = SCALES.map(() => new SortedWindow(kept));
      }
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return noValue();
      recent.push(logReturn);
      barsLeft -= 1;
      return entropies.length === 0 ? noValue() : entropies.reduce((sum, each) => sum + each, 0);
    };
    return withRefit(
      withReadings(step, {
        ...ofScales('entropy', (place) => () => entropies[place]),
        ...ofScales('factor', (place) => () => factorIn(histories[place], entropies[place] ?? NaN)),
        slope: () => lineSlope(SCALES.map(Math.log), entropies),
      }),
      {
        due: () => {
          if (!recent.isFull || barsLeft > 0) return undefined;
          barsLeft = every;
          return { params, data: { returns: recent.toArray() } };
        },
        accept: (found) => {
          entropies = [...found];
          histories.forEach((history, place) => history.push(found[place] as number));
        },
      },
    );
  },
});

/** Sample entropies of means of so many values at a time, all within the same tolerance. */
export function scaleEntropies(
  values: Float64Array,
  scales: readonly number[],
  { m, r }: { readonly m: number; readonly r: number },
): number[] {
  const tolerance = r * Math.sqrt(sampleShape(values).variance);
  return scales.map((scale) => {
    const coarse = Float64Array.from({ length: Math.floor(values.length / scale) }, (_, k) => {
      let sum = 0;
      for (let i = 0; i < scale; i += 1) sum += values[k * scale + i] as number;
      return sum / scale;
    });
    const { long, short } = templateMatches(coarse, m, tolerance);
    const stretches = coarse.length - m;
    // Where no pair is alike, the most that so few pairs can tell.
    return long === 0 ? Math.log((stretches * (stretches - 1)) / 2) : Math.log(short / long);
  });
}

function fitEntropies({ data: { returns = new Float64Array() }, params }: FitJob): readonly number[] {
  return scaleEntropies(returns, SCALES, { m: params['m'] ?? NaN, r: params['r'] ?? NaN });
}

function factorIn(history: SortedWindow | undefined, entropy: number): number {
  if (history?.isFull !== true) return 1;
  if (entropy < history.quantile(LOW)) return MORE;
  return entropy > history.quantile(HIGH) ? LESS : 1;
}
