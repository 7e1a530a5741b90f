import type { Quote } from '../../domain/market/quote.ts';
import { unixMs } from '../../domain/units/time.ts';
import { Random } from '../../numerics/random.ts';
import type { AnyFormula, BookSlice, FormulaInputs, InputKind, MarketStep, TradeTick } from '../formula.ts';
import { walkBars } from './catalogue-fixtures.ts';
import { peerSteps } from './peer-steps.ts';

type Input = FormulaInputs[InputKind];

const MINUTES = 300;
const symbols = [11, 12, 13].map((seed) => walkBars(seed, MINUTES));
const peers = peerSteps(symbols, 1);

interface Minute {
  readonly bar: MarketStep & { readonly kind: 'bar' };
  readonly peers: MarketStep;
  readonly quote: Quote;
  readonly trade: TradeTick;
  readonly book: BookSlice;
}

const random = new Random(412);
const size = (): number => 1 + 4 * random.uniform();

/** Minutes of a market that wanders, seeded: all that formulas may read of it, each told at the end of the minute. */
const minutes: readonly Minute[] = peers.map((step, at) => {
  const bar = symbols[0]?.[at];
  if (bar === undefined) throw new Error('every minute must have a bar');
  const { time } = step;
  const [bid, ask] = [bar.close * (1 - 0.001 * random.uniform()), bar.close * (1 + 0.001 * random.uniform())];
  const side = random.uniform() < 0.5 ? 'buy' : 'sell';
  const levels = (best: number, sign: number) =>
    Array.from({ length: 10 }, (_, k) => [best * (1 + (sign * k) / 1000), size()]).flat();
  return {
    bar: { kind: 'bar', time, bar },
    peers: step,
    quote: { time: unixMs(time), bid, bidSize: size(), ask, askSize: size() },
    trade: { time, price: side === 'buy' ? ask : bid, sizeBase: size(), side },
    book: { time, bids: levels(bid, -1), asks: levels(ask, 1) },
  };
});

/** The first `count` inputs of a formula in that market: what it reads and nothing else. */
export function inputsOf(formula: AnyFormula, count: number): readonly Input[] {
  return minutes.flatMap((minute) => inputsIn(formula, minute)).slice(0, count);
}

function inputsIn({ input, reads = [], series = [] }: AnyFormula, minute: Minute): readonly Input[] {
  const { bar, book, peers: followed, quote, trade } = minute;
  const { bid, bidSize, ask, askSize } = quote;
  const touch = { bid, bidSize, ask, askSize };
  switch (input) {
    case 'bar':
      return [bar.bar];
    case 'price':
      return [{ time: bar.time, value: bar.bar.close }];
    case 'quote':
      return [quote];
    case 'book':
      return [book];
    case 'trade':
      return [trade];
    case 'trade-quote':
      return [
        { ...trade, ...touch, event: 'quote' },
        { ...trade, ...touch, event: 'trade' },
      ];
    case 'step':
      return [
        ...series.map((name) => ({
          kind: 'series' as const,
          time: minute.bar.time,
          name,
          value: bar.bar.close / 100,
        })),
        { kind: 'quote' as const, time: quote.time, quote },
        { kind: 'book' as const, time: book.time, book },
        { kind: 'trade' as const, time: trade.time, trade },
        followed,
        bar,
      ].filter(({ kind }) => reads.includes(kind));
  }
}

/** The price an input speaks of: that of the leader where it speaks of several symbols. */
export function priceIn(input: Input): number {
  if ('close' in input) return input.close;
  if ('value' in input) return input.value;
  if ('price' in input) return input.price;
  if ('bid' in input) return input.bid;
  if ('bids' in input) return input.bids[0] ?? 0;
  if (input.kind === 'peers') return input.peers.bars[1]?.close ?? 0;
  if (input.kind === 'bar') return input.bar.close;
  if (input.kind === 'quote') return input.quote.bid;
  if (input.kind === 'trade') return input.trade.price;
  return input.kind === 'book' ? (input.book.bids[0] ?? 0) : 0;
}
