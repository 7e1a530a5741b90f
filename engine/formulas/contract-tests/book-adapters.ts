import type { Quote } from '../../domain/market/quote.ts';
import { ordinaryLeastSquares } from '../../numerics/ordinary-least-squares.ts';
import { bookImbalance } from '../microstructure/book-imbalance.ts';
import { LevelFlows } from '../microstructure/level-flows.ts';
import { microprice } from '../microstructure/microprice.ts';
import { quoteFlow } from '../microstructure/quote-flow.ts';
import { spreadBps } from '../microstructure/spread-bps.ts';
import { walkedBook } from '../microstructure/walked-book.ts';
import { weightedMidPrice } from '../order-flow/weighted-mid-price.ts';
import type { Adapter } from './adapter.ts';
import { number, numbers } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';
import { book, quote } from './sample-inputs.ts';

type Ladder = readonly (readonly [price: number, size: number])[];

function quotesOf(given: ReferenceCase): Quote[] {
  const [bidSize, ask, askSize] = ['bidQty', 'askPrice', 'askQty'].map((name) => numbers(given, name));
  return numbers(given, 'bidPrice').map((bid, i) =>
    quote(i, bid, bidSize?.[i] ?? 0, ask?.[i] ?? 0, askSize?.[i] ?? 0),
  );
}

const flowsOf = (quotes: readonly Quote[]): (number | undefined)[] => quotes.map(quoteFlow.start({}));

const mid = ({ bid, ask }: Quote): number => (bid + ask) / 2;

function bookMetrics(given: ReferenceCase) {
  const [bids, asks] = [given.inputs['bids'] as Ladder, given.inputs['asks'] as Ladder];
  const [bid, ask] = [bids[0], asks[0]];
  if (bid === undefined || ask === undefined) return undefined;
  const best = quote(0, bid[0], bid[1], ask[0], ask[1]);
  const whole = book(bids.flat(), asks.flat());
  const imbalance = (levels: number) => bookImbalance.start({ levels })(whole);
  const deepest = Math.max(bids.length, asks.length);
  const imbalances = Array.from(
    { length: deepest },
    (_, i) => [`imbalance${i + 1}`, imbalance(i + 1)] as const,
  );
  return {
    ...Object.fromEntries(imbalances),
    imbalance1: weightedMidPrice.start({ scale: 0.5 })(best),
    mid: mid(best),
    spread: ask[0] - bid[0],
    spreadBps: spreadBps.start({})(best),
    microprice: microprice.start({})(best),
  };
}

function walk(given: ReferenceCase) {
  const size = number(given, 'qty');
  const ladders = given.inputs as Readonly<Record<'bids' | 'asks', Ladder>>;
  const [bid, ask] = [ladders.bids[0]?.[0] ?? NaN, ladders.asks[0]?.[0] ?? NaN];
  const side = given.params['side'] === 'buy' ? ladders.asks : ladders.bids;
  const { averagePrice, worstPrice, filledBase, unfilledBase } = walkedBook(side.flat(), size);
  const middle = (bid + ask) / 2;
  return {
    avgPrice: averagePrice,
    worstPrice,
    filled: filledBase,
    unfilled: unfilledBase,
    slippageBps: (Math.abs((averagePrice ?? NaN) - middle) / middle) * 10_000,
  };
}

/** The lists by level, best level first. */
function multiLevelFlows(given: ReferenceCase) {
  const levels = number(given, 'levels');
  const flows = new LevelFlows(levels);
  const rows = (given.inputs['books'] as readonly Record<'bids' | 'asks', Ladder>[]).map(({ bids, asks }) =>
    flows.push(bids.flat(), asks.flat()) ? [...flows.flows] : undefined,
  );
  return { mlofi: Array.from({ length: levels }, (_, level) => rows.map((row) => row?.[level])) };
}

/** Change of the mid over each whole block of quotes against the flow in it. */
function ofiImpact(given: ReferenceCase) {
  const quotes = quotesOf(given);
  const flows = flowsOf(quotes);
  const mids = quotes.map(mid);
  const block = number(given, 'block');
  const ends = Array.from({ length: Math.floor(quotes.length / block) }, (_, i) => (i + 1) * block - 1);
  const rows = ends.map((end) => [
    1,
    flows.slice(end - block + 1, end + 1).reduce<number>((sum, flow) => sum + (flow ?? 0), 0),
  ]);
  const moves = ends.map((end) => (mids[end] ?? NaN) - (mids[Math.max(0, end - block)] ?? NaN));
  const fit = ordinaryLeastSquares(rows, moves);
  return { intercept: fit?.coefficients[0], slope: fit?.coefficients[1], r2: fit?.rSquared };
}

export const bookAdapters: Readonly<Record<string, Adapter>> = {
  bookMetrics,
  walk,
  mlofi: multiLevelFlows,
  ofi: (given) => {
    const ofi = flowsOf(quotesOf(given));
    let total = 0;
    return { ofi, ofiCum: ofi.map((flow) => (flow === undefined ? undefined : (total += flow))) };
  },
  ofiImpact,
  level1Series: (given) => {
    const quotes = quotesOf(given);
    return {
      mid: quotes.map(mid),
      microprice: quotes.map(microprice.start({})),
      spreadBps: quotes.map(spreadBps.start({})),
      imbalance1: quotes.map(weightedMidPrice.start({ scale: 0.5 })),
    };
  },
};
