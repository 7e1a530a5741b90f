import type { Quote } from '../../domain/market/quote.ts';
import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { goldenSection } from '../../numerics/golden-section.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { MidChanges } from './mid-changes.ts';

/** Hidden size is looked for between these multiples of the mean size at the touch, in so many steps. */
const [LEAST, MOST, STEPS] = [0.001, 100, 60];
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Probability that the next change of the mid is up, where behind what shows at either best price as much
 * again is hidden on both sides: the more, the less the visible imbalance says. The hidden size is fitted
 * every `refit` changes to the last `window`, each seen with what rested halfway (by updates) between it and
 * the change before; until then it is `H_init` of the mean size at the touch. Warm at once.
 */
export const hiddenLiquidityUpProbability = defineFormula({
  id: 'F242',
  key: 'hidden-liquidity-up-probability',
  title: 'Up-move probability with hidden liquidity',
  family: 'order-flow',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    "Avellaneda, M., Reed, J. & Stoikov, S., 'Forecasting prices from Level-I quotes in the presence of hidden liquidity', Algorithmic Finance 1(1), 2011",
  catalogue: {
    inputs: ['book'],
    params: {
      H_init: { unit: 'fraction of mean touch size', meaning: 'initial hidden size' },
      window: { unit: 'mid changes', meaning: 'sample for H' },
      refit: { unit: 'mid changes', meaning: 'refit' },
    },
    definition: `
      Perfectly anti-correlated queues (rho = -1): p_up = (Qb+Hd)/(Qb+Qa+2*Hd), Hd hidden size in base
      units (>= 0). Hd = argmin of sum over the sample of (y - p_up)^2 (y = 1 if the next mid change was
      up), found by golden-section on ln(Hd/meanTouch) in [ln 0.001, ln 100], 60 iterations. Larger Hd
      means the visible imbalance is less informative.
    `,
    update: 'O(1) read; refit O(window*60) every refit mid changes.',
    signal: 'signal = 2p-1; confidence = |2p-1|.',
    range: '(0,1)',
  },
  defaults: { H_init: 0.1, window: 5000, refit: 500 },
  input: 'quote',
  readings: {
    ...DIRECTION,
    /** Hidden on either side, in base units. */
    hiddenSize: { unit: 'base', min: 0 },
  },
  warmUp: () => 1,
  fit: fitHidden,

  start(params) {
    const { H_init, refit, window } = params;
    notNegative('H_init', H_init);
    wholeNumber('refit', refit);
    const changes = new MidChanges();
    const bids = new RecentValues(wholeNumber('window', window));
    const asks = new RecentValues(window);
    const ups = new RecentValues(window);
    const touch = new RollingMoments(window);
    let seen = 0;
    let isDue = false;
    let fitted: number | undefined;
    let hidden = 0;
    let probability = 0.5;

    const learn = (): void => {
      bids.push(changes.bidSize);
      asks.push(changes.askSize);
      ups.push(changes.isUp ? 1 : 0);
      touch.push((changes.bidSize + changes.askSize) / 2);
      seen += 1;
      isDue = seen % refit === 0;
    };

    const step = ({ ask, askSize, bid, bidSize }: Quote) => {
      if (!(bidSize + askSize > 0)) return undefined;
      if (changes.push((bid + ask) / 2, bidSize, askSize)) learn();
      hidden = fitted ?? H_init * (touch.count > 0 ? touch.mean : (bidSize + askSize) / 2);
      probability = upProbability(bidSize, askSize, hidden);
      return probability;
    };
    return withRefit(
      withReadings(step, {
        signal: () => 2 * probability - 1,
        confidence: () => Math.abs(2 * probability - 1),
        hiddenSize: () => hidden,
      }),
      {
        due: () => {
          if (!isDue) return undefined;
          isDue = false;
          return { params, data: { bids: bids.toArray(), asks: asks.toArray(), ups: ups.toArray() } };
        },
        accept: ([size]) => {
          fitted = size;
        },
      },
    );
  },
});

/** That the ask is emptied first, where `hidden` base stands behind both queues. */
export function upProbability(bidSize: number, askSize: number, hidden: number): number {
  return (bidSize + hidden) / (bidSize + askSize + 2 * hidden);
}

function fitHidden({ data }: FitJob): FitModel | undefined {
  const { asks = new Float64Array(), bids = new Float64Array(), ups = new Float64Array() } = data;
  const touch = bids.reduce((sum, bid, i) => sum + (bid + (asks[i] as number)) / 2, 0) / bids.length;
  if (!(touch > 0)) return undefined;
  const from = Math.log(LEAST);
  const to = Math.log(MOST);
  const error = (logSize: number): number => {
    const hidden = touch * Math.exp(logSize);
    let sum = 0;
    for (let i = 0; i < bids.length; i += 1)
      sum += ((ups[i] as number) - upProbability(bids[i] as number, asks[i] as number, hidden)) ** 2;
    return sum;
  };
  const found = goldenSection(error, { from, to, tolerance: (to - from) * GOLDEN ** STEPS });
  return [touch * Math.exp(found)];
}
