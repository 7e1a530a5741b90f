import { normalDensity, normalQuantile } from '../../numerics/normal-distribution.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { sampleShape } from '../../numerics/sample-shape.ts';
import { chiSquaredTail } from '../../numerics/tail-probabilities.ts';
import { optimalHoldings, trajectoryCost, urgencyOf } from '../execution-cost/optimal-trajectory.ts';
import { shortfallBps, shortfallOf } from '../execution-cost/shortfall-account.ts';
import { modifiedVar } from '../sizing/cornish-fisher-var.ts';
import { kellyBet } from '../sizing/kelly-bet.ts';
import { kupiecRatio } from '../sizing/kupiec-pof-test.ts';
import { type OutcomeLaw, expectedLogGrowth, fastestLeverage } from '../sizing/risk-constrained-kelly.ts';
import { exponentialVariance } from '../sizing/riskmetrics-value-at-risk.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';

function kellyBinary(given: ReferenceCase) {
  const [p, win, loss] = [number(given, 'winRate'), number(given, 'avgWin'), number(given, 'avgLoss')];
  const { f } = kellyBet(p, win, loss);
  const full = Math.max(0, f);
  const law: OutcomeLaw = { returns: [win / loss, -1], weights: [p, 1 - p] };
  return {
    kelly: f,
    full,
    fractional: Math.min(full * number(given, 'fraction'), number(given, 'cap')),
    growthAtFull: expectedLogGrowth(law, full),
    expectancy: p * win - (1 - p) * loss,
  };
}

function kellyDiscrete(given: ReferenceCase) {
  const returns = numbers(given, 'r');
  const law: OutcomeLaw = { returns, weights: returns.map(() => 1 / returns.length) };
  const kelly = fastestLeverage(law);
  const { mean, variance } = sampleShape(returns);
  return { kelly, growth: kelly && expectedLogGrowth(law, kelly), kellyGaussian: mean / variance };
}

/** Value at risk by its several definitions, as returns: below zero for a loss. */
function valueAtRisk(given: ReferenceCase) {
  const returns = numbers(given, 'r');
  const alpha = 1 - number(given, 'confidence');
  const shape = sampleShape(returns);
  const deviation = Math.sqrt(shape.variance);
  const z = normalQuantile(alpha);
  const varHistorical = quantileOfSorted(Float64Array.from(returns).sort(), alpha) ?? NaN;
  const beyond = returns.filter((each) => each <= varHistorical);
  const variance = returns.map(exponentialVariance(number(given, 'ewmaLambda'))).at(-1) ?? NaN;
  return {
    varHistorical,
    cvarHistorical: sampleShape(beyond).mean,
    varGaussian: shape.mean + z * deviation,
    cvarGaussian: shape.mean - (deviation * normalDensity(z)) / alpha,
    varCornishFisher: -modifiedVar(shape, z),
    ewmaVar: z * Math.sqrt(variance),
  };
}

function kupiec(given: ReferenceCase) {
  const lr = kupiecRatio(number(given, 'exceptions'), number(given, 'n'), number(given, 'alpha'));
  return { lr, p: chiSquaredTail(lr, 1) };
}

function almgrenChriss(given: ReferenceCase) {
  const problem = {
    size: number(given, 'X'),
    horizon: number(given, 'T'),
    slices: number(given, 'N'),
    lam: number(given, 'lambda'),
    sigma: number(given, 'sigma'),
    eta: number(given, 'eta'),
    gam: number(given, 'gamma'),
  };
  const holdings = optimalHoldings(problem);
  const { cost, variance } = trajectoryCost(problem, holdings, number(given, 'eps'));
  return {
    kappa: urgencyOf(problem),
    holdings,
    trades: holdings.slice(1).map((held, j) => (holdings[j] ?? NaN) - held),
    expectedCost: cost,
    variance,
  };
}

/** Of a buy that was filled as a whole, with fees in bps of the price at the decision. */
function implementationShortfall(given: ReferenceCase) {
  const fills = given.inputs['fills'] as [price: number, size: number][];
  const filledBase = fills.reduce((sum, [, size]) => sum + size, 0);
  const decision = number(given, 'decisionPrice');
  const order = {
    side: 1,
    sizeBase: filledBase,
    filledBase,
    decision,
    arrival: decision,
    end: decision,
    paidQuote: fills.reduce((sum, [price, size]) => sum + price * size, 0),
    feesQuote: (filledBase * decision * number(given, 'feesBps')) / 10_000,
  } as const;
  return { bps: shortfallBps(shortfallOf(order), order) };
}

export const riskAdapters: Readonly<Record<string, Adapter>> = {
  kellyBinary,
  kellyDiscrete,
  var: valueAtRisk,
  kupiec,
  almgrenChriss,
  implementationShortfall,
  ewmaVariance: (given) => ({
    variance: numbers(given, 'r').map(exponentialVariance(number(given, 'lambda'))),
  }),
};
