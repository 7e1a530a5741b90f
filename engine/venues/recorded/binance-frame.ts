import type { Side } from '../../domain/order/side.ts';
import type { DecimalSteps } from './decimal-steps.ts';
import { shownValue } from './shown-value.ts';

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

/** A well-formed frame of a stream that a session does not use. */
export interface OtherFrame {
  readonly kind: 'other';
}

/** A frame that breaks a rule; nothing of it is used. */
export interface MalformedFrame {
  readonly kind: 'malformed';
  readonly rule: string;
}

export type BinanceFrame = DiffFrame | SnapshotFrame | TickerFrame | TradeFrame | OtherFrame;

/** How the prices and sizes of a capture are read. */
export interface FrameSteps {
  readonly tick: DecimalSteps;
  readonly lot: DecimalSteps;
}

type Fields = Readonly<Record<string, unknown>>;

/** Signals a broken rule inside this file; callers of `readFrame` see a `MalformedFrame`. */
class BrokenRule extends Error {}

const OTHER: OtherFrame = Object.freeze({ kind: 'other' });
const SYMBOL = /^[A-Z0-9_]{2,40}$/;

/** Checks one JSON frame as received from Binance's combined streams or its depth snapshot. */
export function readFrame(
  text: string,
  market: BinanceMarket,
  steps: FrameSteps,
): BinanceFrame | MalformedFrame {
  try {
    return frameOf(parsed(text), market, steps);
  } catch (error) {
    if (error instanceof BrokenRule) return { kind: 'malformed', rule: error.message };
    throw error;
  }
}

function parsed(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BrokenRule('a frame must be JSON');
  }
  return fields(value, 'a frame');
}

function frameOf(frame: Fields, market: BinanceMarket, steps: FrameSteps): BinanceFrame {
  if (frame['lastUpdateId'] !== undefined) return snapshotOf(frame, steps);
  if (typeof frame['stream'] !== 'string')
    throw new BrokenRule('a frame must have a stream or a lastUpdateId');
  const content = fields(frame['data'], 'data');
  // Spot sends best prices without an event name.
  const event = content['e'] ?? (content['B'] === undefined ? 'unnamed' : 'bookTicker');
  if (event === 'depthUpdate') return diffOf(content, market, steps);
  if (event === 'bookTicker') return tickerOf(content, steps);
  return event === 'trade' ? tradeOf(content, steps) : OTHER;
}

function snapshotOf(frame: Fields, steps: FrameSteps): SnapshotFrame {
  return {
    kind: 'snapshot',
    venueTime: frame['E'] === undefined ? undefined : whole(frame, 'E'),
    lastUpdateId: whole(frame, 'lastUpdateId'),
    bids: levels(frame, 'bids', steps),
    asks: levels(frame, 'asks', steps),
  };
}

function diffOf(content: Fields, market: BinanceMarket, steps: FrameSteps): DiffFrame {
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

function fields(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BrokenRule(`${name} must be an object, was ${shownValue(value)}`);
  }
  return value as Fields;
}

function whole(content: Fields, name: string): number {
  const value = content[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new BrokenRule(`${name} must be a whole number from 0 to 2^53, was ${shownValue(value)}`);
  }
  return value;
}

function symbolOf(content: Fields): string {
  const value = content['s'];
  if (typeof value !== 'string' || !SYMBOL.test(value)) {
    throw new BrokenRule(`s must be a symbol like BTCUSDT, was ${shownValue(value)}`);
  }
  return value;
}

function levels(content: Fields, name: string, steps: FrameSteps): number[] {
  const list = content[name];
  if (!Array.isArray(list)) throw new BrokenRule(`${name} must be a list of levels, was ${shownValue(list)}`);
  const flat: number[] = [];
  for (const level of list as unknown[]) {
    if (!Array.isArray(level))
      throw new BrokenRule(`a level of ${name} must be [price, size], was ${shownValue(level)}`);
    const ticks = decimal(level[0], `a price of ${name}`, steps.tick);
    if (ticks === 0)
      throw new BrokenRule(`a price of ${name} must be above zero, was ${shownValue(level[0])}`);
    flat.push(ticks, size(level[1], `a size of ${name}`, steps.lot));
  }
  return flat;
}

function decimal(value: unknown, name: string, steps: DecimalSteps): number {
  const count = typeof value === 'string' ? steps.parse(value) : -1;
  if (count < 0) {
    throw new BrokenRule(`${name} must be decimal text in steps of ${steps.step}, was ${shownValue(value)}`);
  }
  return count;
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
