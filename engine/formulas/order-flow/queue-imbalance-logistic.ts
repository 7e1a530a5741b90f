import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { logisticAt, logisticLine, type LogisticLine } from '../../numerics/logistic-line.ts';
import { defineFormula } from '../formula.ts';

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
  title: 'Chance of an uptick from the queue imbalance',
  family: 'order-flow',
  input: 'quote',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    'Gould & Bonart (2016), Queue Imbalance as a One-Tick-Ahead Price Predictor in a Limit Order Book, Market Microstructure and Liquidity 2(2)',
  defaults: { window: 5000, refit: 250, ridge: 1 },
  warmUp: () => 1,

  start({ window, refit, ridge }) {
    wholeNumber('window', window);
    wholeNumber('refit', refit);
    if (!(ridge > 0)) throw new RangeError(`ridge must be above zero, was ${ridge}`);
    const seen: { readonly imbalances: number[]; readonly ups: number[] } = { imbalances: [], ups: [] };
    let sinceChange: number[] = [];
    let mid = NaN;
    let observations = -1;
    let line = BEFORE_FIT;

    const learn = (isUp: boolean): void => {
      const halfway = sinceChange[Math.floor(sinceChange.length / 2)];
      sinceChange = [];
      observations += 1;
      // What led to the first change did not begin with one, so it has no halfway.
      if (halfway === undefined || observations === 0) return;
      seen.imbalances.push(halfway);
      seen.ups.push(isUp ? 1 : 0);
      if (seen.ups.length > window) {
        seen.imbalances.shift();
        seen.ups.shift();
      }
      if (observations >= FEWEST && (observations - FEWEST) % refit === 0) {
        line = logisticLine(seen.imbalances, seen.ups, ridge) ?? line;
      }
    };

    return ({ bid, bidSize, ask, askSize }) => {
      const size = bidSize + askSize;
      if (!(size > 0)) return undefined;
      const now = (bid + ask) / 2;
      if (now !== mid && !Number.isNaN(mid)) learn(now > mid);
      mid = now;
      const imbalance = (bidSize - askSize) / size;
      sinceChange.push(imbalance);
      return logisticAt(line, imbalance);
    };
  },
});
