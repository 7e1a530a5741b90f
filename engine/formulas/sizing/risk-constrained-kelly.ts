import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { goldenSection } from '../../numerics/golden-section.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { LEVERAGE_SCALE } from './leverage-scale.ts';

/**
 * Leverage at which capital grows fastest among those with which it falls below `alpha` of its beginning
 * with a probability of `beta` at most, from the net returns of the last `window` closed trades. Never
 * negative, 0 where they lost on average; no value where none lost. Fitted first on `refit` trades and again
 * after as many; warm with the next.
 */
export const riskConstrainedKelly = defineFormula({
  id: 'F326',
  key: 'risk-constrained-kelly',
  title: 'Risk-constrained Kelly (drawdown-probability bound)',
  family: 'sizing',
  output: { unit: 'leverage', min: 0 },
  role: 'size',
  source:
    "Busseti, E., Ryu, E. K. & Boyd, S., 'Risk-Constrained Kelly Gambling', Journal of Investing 25(3), 2016",
  catalogue: {
    inputs: ['returns'],
    params: {
      alpha: { unit: 'fraction of initial wealth', meaning: 'drawdown level' },
      beta: { unit: 'probability', meaning: 'allowed probability of ever falling below alpha' },
      window: { unit: 'returns', meaning: 'empirical distribution' },
      refit: { unit: 'returns', meaning: 'refit' },
    },
    definition: `
      Empirical per-trade simple returns R_i, weights 1/n. lambda = ln(beta)/ln(alpha). Choose f >= 0
      maximising mean ln(1+f R_i) subject to mean (1+f R_i)^(-lambda) <= 1; this guarantees P(min wealth <
      alpha) < beta for i.i.d. returns. Solve: unconstrained f_K by golden section on [0, 1/|min R|); if
      the constraint fails at f_K bisect on (0,f_K). mean R <= 0 -> 0.
    `,
    update: 'Batch O(window*60) every refit returns.',
    signal: 'size: leverage f.',
    range: '[0,inf)',
  },
  defaults: { alpha: 0.7, beta: 0.1, window: 500, refit: 50 },
  input: 'step',
  reads: ['closed-trade'],
  readings: { scale: LEVERAGE_SCALE },
  warmUp: ({ refit }) => refit + 1,
  fit: fitLeverage,

  start(params) {
    const { alpha, beta, refit, window } = params;
    wholeNumber('refit', refit);
    drawdownExponent(alpha, beta);
    const outcomes = new RecentValues(wholeNumber('a window', window, refit));
    let count = 0;
    let leverage = NaN;

    const run = withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'closed-trade') return undefined;
        outcomes.push(step.trade.netReturn);
        count += 1;
        return Number.isNaN(leverage) ? undefined : leverage;
      },
      { scale: () => leverage },
    );
    return withRefit(run, {
      due: () => (count % refit === 0 ? { params, data: { returns: outcomes.toArray() } } : undefined),
      accept: ([fitted = NaN]) => {
        leverage = fitted;
      },
    });
  },
});

function fitLeverage({ data: { returns = new Float64Array() }, params }: FitJob): FitModel | undefined {
  const weights = returns.map(() => 1 / returns.length);
  const lambda = drawdownExponent(params['alpha'] ?? NaN, params['beta'] ?? NaN);
  const leverage = constrainedLeverage({ returns, weights }, lambda);
  return leverage === undefined ? undefined : [leverage];
}

/** `ln beta / ln alpha`: how strongly losses count. @throws {RangeError} unless both lie strictly between 0 and 1. */
export function drawdownExponent(alpha: number, beta: number): number {
  for (const [name, value] of Object.entries({ alpha, beta })) {
    if (!(value > 0 && value < 1))
      throw new RangeError(`${name} must lie strictly between 0 and 1, was ${value}`);
  }
  return Math.log(beta) / Math.log(alpha);
}

/** Outcomes per unit of leverage and how probable each is. */
export interface OutcomeLaw {
  readonly returns: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** Leverage of the fastest growth without any constraint; 0 without an expected gain, undefined without a loss. */
export function fastestLeverage(law: OutcomeLaw): number | undefined {
  const worst = Math.min(...Array.from(law.returns));
  if (!(worst < 0)) return undefined;
  if (expected(law, (outcome) => outcome) <= 0) return 0;
  return goldenSection((f) => -expectedLogGrowth(law, f), {
    from: 0,
    to: 1 / -worst,
    tolerance: 1e-10 / -worst,
  });
}

/** Mean logarithm of what one unit becomes at leverage `f`. */
export const expectedLogGrowth = (law: OutcomeLaw, f: number): number =>
  expected(law, (outcome) => Math.log1p(f * outcome));

/** Leverage of the fastest growth whose mean of `(1 + f R)^-lambda` is 1 at most. */
export function constrainedLeverage(law: OutcomeLaw, lambda: number): number | undefined {
  const fastest = fastestLeverage(law);
  if (fastest === undefined || fastest === 0) return fastest;
  const excess = (f: number) => expected(law, (outcome) => Math.expm1(-lambda * Math.log1p(f * outcome)));
  if (excess(fastest) <= 0) return fastest;
  let low = 0;
  let high = fastest;
  // The excess falls from 0 at no leverage, then rises through 0 once.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

function expected({ returns, weights }: OutcomeLaw, value: (outcome: number) => number): number {
  let sum = 0;
  for (let i = 0; i < returns.length; i += 1) sum += (weights[i] as number) * value(returns[i] as number);
  return sum;
}
