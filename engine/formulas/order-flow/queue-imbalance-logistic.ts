import type { Quote } from '../../domain/market/quote.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { logisticAt, logisticLine, type LogisticLine } from '../../numerics/logistic-line.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { MidChanges } from './mid-changes.ts';

/** Observations before the first fit, and what is believed until then. */
const FEWEST = 200;
const BEFORE_FIT: LogisticLine = { intercept: 0, slope: 2 };

/**
 * Probability that the next change of the mid is up, from the queue imbalance at the best quotes: a
 * logistic line through the last `window` changes, each seen with the imbalance halfway (by updates)
 * between it and the change before, fitted anew every `refit` changes with the penalty `ridge`. Until 200
 * changes were seen the line is that of intercept 0 and slope 2. Above 0.5 the bid queue is the longer
 * one. No value without size at the best quotes. Warm at once.
 */
export const queueImbalanceLogistic = defineFormula({
  id: 'F241',
  key: 'queue-imbalance-logistic',
  title: 'Queue imbalance logistic one-tick predictor',
  family: 'order-flow',
  output: { unit: 'probability the next mid move is up', min: 0, max: 1 },
  role: 'direction',
  source:
    "Gould, M. D. & Bonart, J., 'Queue Imbalance as a One-Tick-Ahead Price Predictor in a Limit Order Book', Market Microstructure and Liquidity 2(2), 2016",
  catalogue: {
    inputs: ['book'],
    params: {
      window: { unit: 'mid changes', meaning: 'sample' },
      refit: { unit: 'mid changes', meaning: 'refit period' },
      ridge: { unit: '1', meaning: 'L2 penalty' },
    },
    definition: `
      I = (Qb-Qa)/(Qb+Qa) sampled halfway (by update count) between two consecutive mid changes; y = 1 if
      the next mid change is up, else 0. Penalised logistic regression P(up) = 1/(1+exp(-(b0+b1*I))),
      penalty ridge/2*(b0^2+b1^2), Newton from 0, stop when the step < 1e-12 or 50 steps. Value = P(up |
      current I). Before 200 observations use b0=0, b1=2.
    `,
    update: 'O(1) per update to read; IRLS refit O(window) every refit mid changes.',
    signal: 'signal = 2*value-1; confidence = |2*value-1|.',
    range: '(0,1)',
  },
  defaults: { window: 5000, refit: 250, ridge: 1 },
  input: 'quote',
  readings: DIRECTION,
  warmUp: () => 1,
  fit: fitLine,

  start(params) {
    const { window, refit, ridge } = params;
    wholeNumber('refit', refit);
    positive('ridge', ridge);
    const imbalances = new RecentValues(wholeNumber('window', window));
    const ups = new RecentValues(window);
    const changes = new MidChanges();
    let observations = 0;
    let isDue = false;
    let line = BEFORE_FIT;
    let probability = 0.5;

    const step = ({ bid, bidSize, ask, askSize }: Quote) => {
      const size = bidSize + askSize;
      if (!(size > 0)) return undefined;
      if (changes.push((bid + ask) / 2, bidSize, askSize)) {
        imbalances.push((changes.bidSize - changes.askSize) / (changes.bidSize + changes.askSize));
        ups.push(changes.isUp ? 1 : 0);
        observations += 1;
        isDue = observations >= FEWEST && (observations - FEWEST) % refit === 0;
      }
      probability = logisticAt(line, (bidSize - askSize) / size);
      return probability;
    };
    return withRefit(
      withReadings(step, {
        signal: () => 2 * probability - 1,
        confidence: () => Math.abs(2 * probability - 1),
      }),
      {
        due: () => {
          if (!isDue) return undefined;
          isDue = false;
          return { params, data: { imbalances: imbalances.toArray(), ups: ups.toArray() } };
        },
        accept: ([intercept = 0, slope = 0]) => {
          line = { intercept, slope };
        },
      },
    );
  },
});

function fitLine({ data, params }: FitJob): FitModel | undefined {
  const { imbalances = new Float64Array(), ups = new Float64Array() } = data;
  const line = logisticLine(imbalances, ups, params['ridge'] ?? 0);
  return line && [line.intercept, line.slope];
}
