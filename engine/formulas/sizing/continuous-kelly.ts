import { clip } from '../../numerics/clip.ts';
import { notNegative, positive } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { LEVERAGE_SCALE } from './leverage-scale.ts';
import { StrategyGrowth } from './strategy-growth.ts';

/**
 * Leverage at which the capital of the running strategies, spread evenly over them, grows fastest; below
 * zero they lose. Drift and volatility fade with a half-life of `halflife` days, the Sharpe ratio is drawn
 * toward `prior_sr`. Warm when two UTC days are complete.
 */
export const continuousKelly = defineFormula({
  id: 'F324',
  key: 'continuous-kelly',
  title: 'Continuous-time Kelly (Merton) leverage',
  family: 'sizing',
  output: { unit: 'leverage' },
  role: 'size',
  source:
    "Thorp, E. O., 'The Kelly Criterion in Blackjack, Sports Betting and the Stock Market', Handbook of Asset and Liability Management vol. 1, 2006; Merton, 'Lifetime Portfolio Selection under Uncertainty', 1969",
  catalogue: {
    inputs: ['returns'],
    params: {
      halflife: { unit: 'days', meaning: 'EWMA of mean and variance' },
      prior_sr: { unit: 'per year', meaning: 'Sharpe ratio shrunk toward' },
      prior_days: { unit: 'days', meaning: 'weight of the prior' },
      fraction: { unit: '1', meaning: 'share of full Kelly' },
      cap: { unit: '1', meaning: 'max leverage' },
    },
    definition: `
      Strategy daily simple excess returns x. Annual mu = 365*EWMA mean, sigma^2 = 365*EWMA variance
      (decay 2^(-1/halflife)); Sharpe = mu/sigma shrunk: SR = (n*SR_hat +
      prior_days*prior_sr)/(n+prior_days) with n = min(days, halflife/ln2*2). f* = SR/sigma (= mu/sigma^2
      without shrinkage). Growth rate at f: g = f*mu - f^2*sigma^2/2, maximum SR^2/2.
    `,
    update: 'O(1) per day.',
    signal: 'size: leverage = clip(fraction*f*,0,cap).',
    range: 'real',
  },
  defaults: { halflife: 60, prior_sr: 0, prior_days: 365, fraction: 0.5, cap: 1 },
  input: 'step',
  reads: ['strategy-returns'],
  barMs: 86_400_000,
  readings: {
    scale: LEVERAGE_SCALE,
    /** Expected growth of capital a year at the leverage of the scale. */
    growth: { unit: 'per year' },
  },
  warmUp: () => 2,

  start({ cap, fraction, halflife, prior_days: priorDays, prior_sr: priorSharpe }) {
    notNegative('fraction', fraction);
    positive('cap', cap);
    const growth = new StrategyGrowth({
      halflife,
      priorDays: notNegative('prior_days', priorDays),
      priorSharpe,
    });
    let leverage = 0;
    const scale = () => clip(fraction * leverage, 0, cap);

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'strategy-returns') return undefined;
        growth.push(step.time, step.strategies);
        const { sharpe, sigma } = growth;
        if (sharpe === undefined || sigma === undefined) return undefined;
        leverage = sharpe / sigma;
        return leverage;
      },
      {
        scale,
        growth: () => {
          const { sharpe = 0, sigma = 0 } = growth;
          return growthRate(scale(), sharpe * sigma, sigma);
        },
      },
    );
  },
});

/** Expected log growth a year at leverage `f` of something with this drift and volatility a year. */
export const growthRate = (f: number, mu: number, sigma: number): number =>
  f * mu - (f * f * sigma * sigma) / 2;
