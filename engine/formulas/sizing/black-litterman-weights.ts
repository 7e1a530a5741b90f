import { clip } from '../../numerics/clip.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { sampleCovariance } from '../../numerics/sample-covariance.ts';
import { solveLinear } from '../../numerics/linear-system.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import type { VoteOutcome } from '../step-contents.ts';
import { PeerReturns } from './peer-returns.ts';

const DAYS_A_YEAR = 365;
const MOST_SYMBOLS = 20;
/** Of a volatility a year that a full signal expects. */
const EXPECTED = 0.5;
const LEAST_CONFIDENCE = 0.05;

/**
 * Share of capital for the own symbol, below zero short: that of a market in which all followed symbols weigh
 * the same, moved by what the vote over the direction formulas expects, as far as the vote is sure. A symbol
 * that lacks a return of the window is left out, and so are those beyond 20. No value where the symbols do not
 * move, or move as one.
 */
export const blackLittermanWeights = defineFormula({
  id: 'F308',
  key: 'black-litterman-weights',
  title: 'Black-Litterman posterior weights',
  family: 'sizing',
  output: { unit: 'weight', min: -1, max: 1 },
  role: 'size',
  source:
    "Black, F. & Litterman, R., 'Global Portfolio Optimization', Financial Analysts Journal 48(5), 1992; Omega choice: He & Litterman 1999",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      tau: { unit: '1', meaning: 'prior uncertainty' },
      delta: { unit: '1', meaning: 'risk aversion' },
      window: { unit: 'days', meaning: 'covariance sample' },
      refit: { unit: 'days', meaning: 'recompute' },
      max_w: { unit: 'fraction', meaning: 'cap on each weight' },
    },
    definition: `
      S = annualised covariance (365 * ddof 1) of n symbols; equilibrium weights w_eq proportional to
      market cap (external; equal if absent); Pi = delta*S*w_eq. Views from the direction vote: P = rows
      selecting each symbol with a vote, Q_k = signal_k*sigma_k*0.5 (annual), Omega = diag(P tau S
      P')/max(confidence_k,0.05) (confidence 1 gives the standard choice). mu = Pi + tau S P'(P tau S P' +
      Omega)^{-1}(Q - P Pi). w = (delta S)^{-1} mu, clipped to [-max_w,max_w].
    `,
    update: 'O(n^3) daily, n <= 20.',
    signal: 'size: target weights per symbol.',
    range: '[-max_w,max_w]',
  },
  defaults: { tau: 0.05, delta: 2.5, window: 180, refit: 1, max_w: 0.5 },
  input: 'step',
  reads: ['peers', 'vote'],
  barMs: 86_400_000,
  readings: {
    ...SIZE,
    /** Return a year to expect of the own symbol. */
    expected: { unit: 'per year' },
  },
  warmUp: ({ window }) => window + 1,

  start({ delta, max_w: most, refit, tau, window }) {
    positive('delta', delta);
    positive('tau', tau);
    if (!(most > 0 && most <= 1)) throw new RangeError(`max_w must be above 0 and at most 1, was ${most}`);
    wholeNumber('refit', refit);
    const returns = new PeerReturns(wholeNumber('a window', window, 2));
    let daysLeft = 0;
    let vote: VoteOutcome | undefined;
    let found: OwnTarget | undefined;

    const closeDay = () => {
      if (daysLeft === 0) {
        found = ownTarget(yearly(returns.complete().slice(0, MOST_SYMBOLS)), { delta, tau, vote });
        daysLeft = refit;
      }
      daysLeft -= 1;
    };
    const weight = () => (found === undefined ? undefined : clip(found.weight, -most, most));
    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'vote') vote = { ...step.vote };
        if (step.kind === 'peers') {
          returns.push(step.peers);
          if (returns.isFull) closeDay();
        }
        return weight();
      },
      { scale: () => scaleOf(weight() ?? 0, vote), expected: () => found?.expected },
    );
  },
});

/** Nothing is held of what the vote wants the other way. */
function scaleOf(weight: number, vote: VoteOutcome | undefined): number {
  return weight * (vote?.signal ?? 0) < 0 ? 0 : Math.abs(weight);
}

const yearly = (returns: readonly Float64Array[]): Float64Array[] =>
  sampleCovariance(returns).map((row) => row.map((each) => DAYS_A_YEAR * each));

interface OwnTarget {
  readonly weight: number;
  readonly expected: number;
}

/** Weight and expected return of the first symbol. */
function ownTarget(
  covariance: readonly Float64Array[],
  {
    delta,
    tau,
    vote,
  }: { readonly delta: number; readonly tau: number; readonly vote: VoteOutcome | undefined },
): OwnTarget | undefined {
  const count = covariance.length;
  const equilibrium = covariance.map((row) => (delta * row.reduce((sum, each) => sum + each, 0)) / count);
  const views: View[] = [];
  if (vote !== undefined && vote.signal !== 0) {
    const deviation = Math.sqrt(covariance[0]?.[0] ?? NaN);
    views.push({
      row: covariance.map((_, i) => (i === 0 ? 1 : 0)),
      expected: vote.signal * deviation * EXPECTED,
      confidence: vote.confidence,
    });
  }
  const expected = posteriorReturns({ covariance, equilibrium, tau }, views);
  const weights = expected && targetWeights(covariance, expected, delta);
  if (expected === undefined || weights === undefined) return undefined;
  return { weight: weights[0] as number, expected: expected[0] as number };
}

/** What somebody expects of a combination of symbols. */
export interface View {
  /** How much of each symbol is in the combination. */
  readonly row: readonly number[];
  /** Its return a year. */
  readonly expected: number;
  /** 1 is as sure as the market is, less is less. */
  readonly confidence: number;
}

/** What the market expects. */
export interface MarketPrior {
  readonly covariance: readonly ArrayLike<number>[];
  readonly equilibrium: readonly number[];
  readonly tau: number;
}

/** Expected returns of market and views together; undefined where views contradict each other. */
export function posteriorReturns(
  { covariance, equilibrium, tau }: MarketPrior,
  views: readonly View[],
): number[] | undefined {
  // Column by column: tau S p of each view.
  const spreads = views.map(({ row }) => covariance.map((line) => tau * dot(line, row)));
  const matrix = views.map(({ confidence, row }, k) =>
    spreads.map((spread, j) => {
      const shared = dot(spread, row);
      return j === k ? shared * (1 + 1 / Math.max(confidence, LEAST_CONFIDENCE)) : shared;
    }),
  );
  const surprises = views.map(({ expected, row }) => [expected - dot(equilibrium, row)]);
  const shifts = solveLinear(matrix, surprises);
  return (
    shifts &&
    equilibrium.map(
      (each, i) =>
        each + shifts.reduce((sum, shift, k) => sum + (spreads[k]?.[i] ?? NaN) * (shift[0] ?? NaN), 0),
    )
  );
}

/** Weights at which an investor with risk aversion `delta` would hold what is expected; undefined where symbols move as one. */
export function targetWeights(
  covariance: readonly ArrayLike<number>[],
  expected: readonly number[],
  delta: number,
): number[] | undefined {
  const solved = solveLinear(
    covariance,
    expected.map((each) => [each / delta]),
  );
  return solved?.map(([weight = NaN]) => weight);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
