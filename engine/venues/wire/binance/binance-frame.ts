import type { Side } from '../../../domain/order/side.ts';
import type { DecimalSteps } from '../../recorded/decimal-steps.ts';
import { shownValue } from '../../recorded/shown-value.ts';
import { type FrameSteps, type MalformedFrame, OTHER, type OtherFrame, type StepsOf } from '../live-frame.ts';
import { BrokenRule, type Fields, fieldsOf, listOf } from '../frame-fields.ts';
import {
  decimal,
  optionalAmount,
  optionalMark,
  optionalRateE8,
  orMalformed,
  parsedJson,
  positive,
  whole,
} from '../step-fields.ts';

/** Which of Binance's two markets a capture comes from; their sequence numbers work differently. */
export type BinanceMarket = 'spot' | 'usdm';

/** Changes of the book, checked, in whole ticks and lots. */
export interface DiffFrame {
  readonly kind: 'diff';
  readonly symbol: string;
  readonly venueTime: number;
  readonly firstId: number;
  readonly finalId: number;
  /** Final id of the diff before; USD-M only. */
  readonly previousId: number | undefined;
  readonly bids: readonly number[];
  readonly asks: readonly number[];
}

/** A REST snapshot that was written into the capture. It names no symbol. */
export interface SnapshotFrame {
  readonly kind: 'snapshot';
  readonly venueTime: number | undefined;
  readonly lastUpdateId: number;
  readonly bids: readonly number[];
  readonly asks: readonly number[];
}

/** The venue's own best bid and ask after one update. */
export interface TickerFrame {
  readonly kind: 'ticker';
  readonly symbol: string;
  readonly updateId: number;
  readonly bidTicks: number;
  readonly bidLots: number;
  readonly askTicks: number;
  readonly askLots: number;
}

export interface TradeFrame {
  readonly kind: 'trade';
  readonly symbol: string;
  readonly venueTime: number;
  readonly ticks: number;
  readonly lots: number;
  readonly aggressor: Side;
  readonly tradeId: string;
}

/** A perpetual's mark price, with the funding to come. USD-M only. */
export interface MarkFrame {
  readonly kind: 'mark';
  readonly symbol: string;
  readonly venueTime: number;
  readonly markTicks: number;
  readonly fundingRateE8: number | undefined;
  readonly nextFundingTime: number | undefined;
  readonly indexPrice: number | undefined;
}

/** An order by which the venue closed somebody's position. USD-M only. */
export interface LiquidationFrame {
  readonly kind: 'liquidation';
  readonly symbol: string;
  readonly venueTime: number;
  readonly side: Side;
  /** Average price of its fills, at the nearest tick. */
  readonly ticks: number;
  readonly lots: number;
}

/** What a subscription was answered with. */
export interface AnswerFrame {
  readonly kind: 'answer';
  readonly isAccepted: boolean;
}

export type BinanceFrame =
  | DiffFrame
  | SnapshotFrame
  | TickerFrame
  | TradeFrame
  | MarkFrame
  | LiquidationFrame
  | AnswerFrame
  | OtherFrame;

const SYMBOL = /^[A-Z0-9_]{2,40}$/;

/** Checks one JSON frame of a capture: of Binance's combined streams, or its depth snapshot. */
export const readFrame = (
  text: string,
  market: BinanceMarket,
  steps: FrameSteps,
): BinanceFrame | MalformedFrame =>
  orMalformed(() => {
    const frame = fieldsOf(parsedJson(text), 'a frame');
    if (frame['lastUpdateId'] !== undefined) return snapshotOf(frame, steps);
    return frameOf(frame, market, () => steps);
  });

/** Checks one message of a live socket. `stepsOf` knows the symbols that were subscribed to. */
export const readLiveFrame = (
  text: string,
  market: BinanceMarket,
  stepsOf: StepsOf,
): BinanceFrame | MalformedFrame =>
  orMalformed(() => frameOf(fieldsOf(parsedJson(text), 'a frame'), market, stepsOf));

/** Checks what the venue answers when it is asked for a book. */
export const readSnapshot = (answer: unknown, steps: FrameSteps): SnapshotFrame | MalformedFrame =>
  orMalformed(() => snapshotOf(fieldsOf(answer, 'a snapshot'), steps));

function frameOf(frame: Fields, market: BinanceMarket, stepsOf: StepsOf): BinanceFrame {
  if (frame['id'] !== undefined) return { kind: 'answer', isAccepted: frame['result'] === null };
  const content = frame['stream'] === undefined ? frame : fieldsOf(frame['data'], 'data');
  // Spot sends best prices without an event name.
  const event = content['e'] ?? (content['B'] === undefined ? undefined : 'bookTicker');
  if (event === undefined) throw new BrokenRule('a frame must have an event, an id or a lastUpdateId');
  // A forced order is told inside another object.
  const told = event === 'forceOrder' ? fieldsOf(content['o'], 'o') : content;
  const read = typeof event === 'string' ? READERS.get(event) : undefined;
  if (read === undefined) return OTHER;
  const symbol = symbolOf(told);
  const steps = stepsOf(symbol);
  if (steps === undefined) throw new BrokenRule(`${symbol} was not subscribed to`);
  return read(told, steps, market);
}

type Reader = (content: Fields, steps: FrameSteps, market: BinanceMarket) => BinanceFrame;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['depthUpdate', diffOf],
  ['bookTicker', tickerOf],
  ['trade', tradeOf],
  ['markPriceUpdate', markOf],
  ['forceOrder', liquidationOf],
]);

function snapshotOf(frame: Fields, steps: FrameSteps): SnapshotFrame {
  return {
    kind: 'snapshot',
    venueTime: frame['E'] === undefined ? undefined : whole(frame, 'E'),
    lastUpdateId: whole(frame, 'lastUpdateId'),
    bids: levels(frame, 'bids', steps),
    asks: levels(frame, 'asks', steps),
  };
}

function diffOf(content: Fields, steps: FrameSteps, market: BinanceMarket): DiffFrame {
  const firstId = whole(content, 'U');
  const finalId = whole(content, 'u');
  if (firstId > finalId) throw new BrokenRule(`U must not be above u, was ${firstId} and ${finalId}`);
  return {
    kind: 'diff',
    symbol: symbolOf(content),
    venueTime: whole(content, 'E'),
    firstId,
    finalId,
    previousId: market === 'usdm' ? whole(content, 'pu') : undefined,
    bids: levels(content, 'b', steps),
    asks: levels(content, 'a', steps),
  };
}

function tickerOf(content: Fields, steps: FrameSteps): TickerFrame {
  return {
    kind: 'ticker',
    symbol: symbolOf(content),
    updateId: whole(content, 'u'),
    bidTicks: decimal(content['b'], 'b', steps.tick),
    bidLots: size(content['B'], 'B', steps.lot),
    askTicks: decimal(content['a'], 'a', steps.tick),
    askLots: size(content['A'], 'A', steps.lot),
  };
}

function tradeOf(content: Fields, steps: FrameSteps): TradeFrame | OtherFrame {
  // USD-M also reports transfers of the insurance fund and deleveraging, which met no book.
  if (content['X'] !== undefined && content['X'] !== 'MARKET') return OTHER;
  const isBuyerMaker = content['m'];
  if (typeof isBuyerMaker !== 'boolean')
    throw new BrokenRule(`m must be true or false, was ${shownValue(isBuyerMaker)}`);
  const ticks = decimal(content['p'], 'p', steps.tick);
  const lots = size(content['q'], 'q', steps.lot);
  if (ticks === 0 || lots === 0)
    throw new BrokenRule(`p and q of a trade must be above zero, was ${ticks} ticks and ${lots} lots`);
  return {
    kind: 'trade',
    symbol: symbolOf(content),
    venueTime: whole(content, 'T'),
    ticks,
    lots,
    aggressor: isBuyerMaker ? 'sell' : 'buy',
    tradeId: String(whole(content, 't')),
  };
}

function markOf(content: Fields, { tick }: FrameSteps): MarkFrame {
  const markTicks = optionalMark(content, 'p', tick.step);
  if (markTicks === undefined) throw new BrokenRule('p must be a mark price, was missing');
  return {
    kind: 'mark',
    symbol: symbolOf(content),
    venueTime: whole(content, 'E'),
    markTicks,
    fundingRateE8: optionalRateE8(content, 'r'),
    // 0 where a contract pays no funding.
    nextFundingTime: whole(content, 'T') || undefined,
    indexPrice: optionalAmount(content, 'i') || undefined,
  };
}

function liquidationOf(content: Fields, steps: FrameSteps): LiquidationFrame {
  const side = content['S'];
  if (side !== 'BUY' && side !== 'SELL')
    throw new BrokenRule(`S must be BUY or SELL, was ${shownValue(side)}`);
  const ticks = optionalMark(content, 'ap', steps.tick.step);
  if (ticks === undefined) throw new BrokenRule('ap must be an average price, was missing');
  return {
    kind: 'liquidation',
    symbol: symbolOf(content),
    venueTime: whole(content, 'T'),
    side: side === 'BUY' ? 'buy' : 'sell',
    ticks,
    lots: positive(content['q'], 'q', steps.lot),
  };
}

function symbolOf(content: Fields): string {
  const value = content['s'];
  if (typeof value !== 'string' || !SYMBOL.test(value)) {
    throw new BrokenRule(`s must be a symbol like BTCUSDT, was ${shownValue(value)}`);
  }
  return value;
}

function levels(content: Fields, name: string, steps: FrameSteps): number[] {
  const flat: number[] = [];
  for (const level of listOf(content[name], name)) {
    if (!Array.isArray(level))
      throw new BrokenRule(`a level of ${name} must be [price, size], was ${shownValue(level)}`);
    const lots = size(level[1], `a size of ${name}`, steps.lot);
    const ticks = typeof level[0] === 'string' ? steps.tick.parse(level[0]) : -1;
    if (ticks > 0) flat.push(ticks, lots);
    else expectOffGrid(level[0], name, steps);
  }
  return flat;
}

/**
 * Where the venue has made its tick coarser, old orders still rest between the ticks of today. No order of
 * today can have their price; they are left out, so that depth is never overstated.
 * @throws {BrokenRule} when a price is no number above zero.
 */
function expectOffGrid(price: unknown, name: string, { tick }: FrameSteps): void {
  const isBetweenTicks = typeof price === 'string' && tick.parse(price) < 0 && tick.parseDown(price) >= 0;
  if (!isBetweenTicks) positive(price, `a price of ${name}`, tick);
}

/**
 * Levels may hold old orders of finer size than today's lot. What is below a lot cannot be traded
 * and is cut off, so that depth is never overstated.
 */
function size(value: unknown, name: string, steps: DecimalSteps): number {
  const count = typeof value === 'string' ? steps.parseDown(value) : -1;
  if (count < 0) throw new BrokenRule(`${name} must be decimal text, was ${shownValue(value)}`);
  return count;
}
