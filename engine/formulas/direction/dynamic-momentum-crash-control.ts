import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { MarketReturns } from './market-returns.ts';
import { momentumWeight, weightModel, type WeightModel } from './momentum-weight.ts';
import { MomentumHistory } from './momentum-history.ts';

const MOST_WEIGHT = 2;

/**
 * Position in a momentum strategy whose weight is what it is expected to earn over its variance, on average 1 in
 * size: above zero long the symbol, from -2 to 2. After a bear market that swings the weight turns around. Learned
 * from the last `fit_days` days, every `refit` days; the first time when `scale_days` are known, with which it
 * is warm.
 */
export const dynamicMomentumCrashControl = defineFormula({
  id: 'F403',
  key: 'dynamic-momentum-crash-control',
  title: 'Dynamic momentum with crash control',
  family: 'direction',
  output: { unit: 'weight', min: -2, max: 2 },
  role: 'direction',
  source: "Daniel, K. & Moskowitz, T. J., 'Momentum crashes', Journal of Financial Economics 122(2), 2016",
  catalogue: {
    inputs: ['bars'],
    params: {
      lookback: { unit: 'days', meaning: 'momentum return of the symbol' },
      bear: { unit: 'days', meaning: 'market past return that defines a bear state' },
      var_window: { unit: 'days', meaning: 'market and strategy variance' },
      lam: { fixed: 'fit', unit: '1', meaning: 'scales the average absolute weight to 1' },
      refit: { unit: 'days', meaning: 'regression refit' },
    },
    definition: `
      Momentum strategy daily return m_t = sign(C_{t-1}/C_{t-1-lookback} - 1)*r_t. Bear indicator I = 1 if
      the market (BTC or equal-weighted universe) return over bear days < 0. Market variance s2m = mean of
      squared daily returns over var_window. Expected momentum return: OLS m_{t+1} = g0 + g1*I_t*s2m_t on
      the past 730 days; mu = fitted value at t. Strategy variance s2 = mean of m^2 over var_window.
      Weight w = mu/(2*lam*s2), lam such that the mean |w| over the past 365 days is 1; clipped to [-2,2].
      Value = w*sign of the current momentum. A negative w trades against past losers' and winners'
      continuation in volatile bear rebounds.
    `,
    update: 'O(1) per day; OLS weekly.',
    signal: 'signal = clip(value,-1,1); confidence = min(1,|value|)*0.7. Long and short are symmetric.',
    range: '[-2,2]',
  },
  defaults: { lookback: 60, bear: 365, var_window: 60, refit: 7, fit_days: 730, scale_days: 365 },
  input: 'step',
  reads: ['peers'],
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Weight of the momentum strategy; below zero it is traded against. */
    weight: { unit: 'weight', min: -MOST_WEIGHT, max: MOST_WEIGHT },
    /** Return the strategy is expected to make tomorrow. */
    expected: { unit: 'log return' },
    /** 1 after a fall of the market over `bear` days, else 0. */
    isBear: { unit: '1', min: 0, max: 1 },
  },
  warmUp: ({ bear, lookback, scale_days: scaleDays, var_window: varDays }) =>
    Math.max(lookback + 1 + varDays, bear + 1) + scaleDays,

  start({ bear, fit_days: fitDays, lookback, refit, scale_days: scaleDays, var_window: varDays }) {
    wholeNumber('refit', refit);
    const returns = new MarketReturns('itself');
    const history = new MomentumHistory({ bear, fitDays, lookback, varDays });
    wholeNumber('fit_days', fitDays, wholeNumber('scale_days', scaleDays, 3));
    let model: WeightModel | undefined;
    let sinceFit = 0;
    let weight = 0;
    let value: number | undefined;

    const valueNow = (): number | undefined => {
      if (history.pairs < scaleDays) return undefined;
      sinceFit += 1;
      if (model === undefined || sinceFit >= refit) {
        model = weightModel(history, scaleDays) ?? model;
        sinceFit = 0;
      }
      if (model === undefined || !(history.variance > 1e-12)) return undefined;
      weight = clip(momentumWeight(model, history), -MOST_WEIGHT, MOST_WEIGHT);
      return weight * history.side;
    };
    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'peers') return undefined;
        if (!returns.push(step.peers)) return value;
        history.push(returns.own, returns.market);
        return (value = valueNow());
      },
      {
        signal: () => clip(value ?? 0, -1, 1),
        confidence: () => 0.7 * Math.min(1, Math.abs(value ?? 0)),
        weight: () => weight,
        expected: () => model && model.constant + model.slope * history.state,
        isBear: () => (history.isBear ? 1 : 0),
      },
    );
  },
});
