import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Side } from '../../domain/order/side.ts';
import { mulDiv, parseFixed } from '../../domain/units/fixed.ts';
import { DecimalSteps } from '../recorded/decimal-steps.ts';
import { shownValue } from '../recorded/shown-value.ts';

/** A book or its changes, checked, in whole ticks and lots. */
export interface BookFrame {
  readonly kind: 'book';
  readonly symbol: string;
  readonly venueTime: number;
  readonly isSnapshot: boolean;
  /** Consecutive per symbol and depth; 1 after a restart of the venue's service. */
  readonly updateId: number;
  readonly bids: readonly number[];
  readonly asks: readonly number[];
}

export interface PrintFields {
  readonly venueTime: number;
  readonly ticks: number;
  readonly lots: number;
  readonly aggressor: Side;
  readonly tradeId: string;
}

export interface TradesFrame {
  readonly kind: 'trades';
  readonly symbol: string;
  readonly prints: readonly PrintFields[];
}

/** What changed of a perpetual's ticker; undefined is unchanged. */
export interface TickerFrame {
  readonly kind: 'ticker';
  readonly symbol: string;
  readonly venueTime: number;
  readonly markTicks: number | undefined;
  readonly fundingRateE8: number | undefined;
  readonly nextFundingTime: number | undefined;
}

/** An answer to a request of ours, such as a subscription or a ping. */
export interface ControlFrame {
  readonly kind: 'control';
}

/** A frame that breaks a rule; nothing of it is used. */
export interface MalformedFrame {
  readonly kind: 'malformed';
  readonly rule: string;
}

export type BybitFrame = BookFrame | TradesFrame | TickerFrame | ControlFrame;

/** How the numbers of one instrument are read. */
export interface FrameSteps {
  readonly tickSize: string;
  readonly tick: DecimalSteps;
  readonly lot: DecimalSteps;
}

type Fields = Readonly<Record<string, unknown>>;
type StepsOf = (symbol: string) => FrameSteps | undefined;

/** Signals a broken rule inside this file; callers of `readBybitFrame` see a `MalformedFrame`. */
class BrokenRule extends Error {}

const CONTROL: ControlFrame = Object.freeze({ kind: 'control' });
const OPERATIONS: ReadonlySet<unknown> = new Set(['subscribe', 'unsubscribe', 'ping', 'pong']);
const TRADE_ID = /^[\w-]{1,64}$/;
const SCALE = 18;
const RATE_SCALE = 8;

export const frameStepsOf = ({ lotSize, tickSize }: Instrument): FrameSteps => ({
  tickSize,
  tick: new DecimalSteps(tickSize),
  lot: new DecimalSteps(lotSize),
});

/** Checks one message of a public socket. `stepsOf` knows the symbols that were subscribed to. */
export function readBybitFrame(message: unknown, stepsOf: StepsOf): BybitFrame | MalformedFrame {
  try {
    return frameOf(fields(message, 'a frame'), stepsOf);
  } catch (error) {
    if (error instanceof BrokenRule) return { kind: 'malformed', rule: error.message };
    throw error;
  }
}

function frameOf(frame: Fields, stepsOf: StepsOf): BybitFrame {
  const topic = frame['topic'];
  if (topic === undefined) {
    if (OPERATIONS.has(frame['op'])) return CONTROL;
    throw new BrokenRule(`a frame must have a topic or a known op, had op ${shownValue(frame['op'])}`);
  }
  if (typeof topic !== 'string') throw new BrokenRule(`topic must be text, was ${shownValue(topic)}`);
  const [stream, symbol] = [topic.slice(0, topic.indexOf('.')), topic.slice(topic.lastIndexOf('.') + 1)];
  const steps = stepsOf(symbol);
  if (steps === undefined) throw new BrokenRule(`topic ${shownValue(topic)} was not subscribed to`);
  if (stream === 'orderbook') return bookOf(frame, symbol, steps);
  if (stream === 'publicTrade') return tradesOf(frame, symbol, steps);
  if (stream === 'tickers') return tickerOf(frame, symbol, steps);
  throw new BrokenRule(`topic ${shownValue(topic)} was not subscribed to`);
}

function bookOf(frame: Fields, symbol: string, steps: FrameSteps): BookFrame {
  const type = frame['type'];
  if (type !== 'snapshot' && type !== 'delta') {
    throw new BrokenRule(`type of a book must be snapshot or delta, was ${shownValue(type)}`);
  }
  const content = fields(frame['data'], 'data');
  expectSymbol(content['s'], symbol);
  const updateId = whole(content, 'u');
  const isSnapshot = type === 'snapshot' || updateId === 1;
  const bids = levels(content, 'b', steps);
  const asks = levels(content, 'a', steps);
  if (isSnapshot) {
    expectOrder(bids, -1, 'b');
    expectOrder(asks, 1, 'a');
  }
  return { kind: 'book', symbol, venueTime: whole(frame, 'ts'), isSnapshot, updateId, bids, asks };
}

function tradesOf(frame: Fields, symbol: string, steps: FrameSteps): TradesFrame {
  const list = frame['data'];
  if (!Array.isArray(list)) throw new BrokenRule(`data must be a list of trades, was ${shownValue(list)}`);
  const prints: PrintFields[] = [];
  for (const entry of list as unknown[]) {
    const content = fields(entry, 'a trade');
    expectSymbol(content['s'], symbol);
    // Block trades are agreed beside the book and meet no order in it.
    if (content['BT'] !== true) prints.push(printOf(content, steps));
  }
  return { kind: 'trades', symbol, prints };
}

function printOf(content: Fields, steps: FrameSteps): PrintFields {
  const ticks = decimal(content['p'], 'p', steps.tick);
  const lots = decimal(content['v'], 'v', steps.lot);
  if (ticks === 0 || lots === 0) {
    throw new BrokenRule(`p and v of a trade must be above zero, was ${ticks} ticks and ${lots} lots`);
  }
  const side = content['S'];
  if (side !== 'Buy' && side !== 'Sell')
    throw new BrokenRule(`S must be Buy or Sell, was ${shownValue(side)}`);
  const tradeId = content['i'];
  if (typeof tradeId !== 'string' || !TRADE_ID.test(tradeId)) {
    throw new BrokenRule(`i must be the id of a trade, was ${shownValue(tradeId)}`);
  }
  return { venueTime: whole(content, 'T'), ticks, lots, aggressor: side === 'Buy' ? 'buy' : 'sell', tradeId };
}

function tickerOf(frame: Fields, symbol: string, steps: FrameSteps): TickerFrame {
  const content = fields(frame['data'], 'data');
  expectSymbol(content['symbol'], symbol);
  const mark = optionalDecimal(content, 'markPrice');
  const rate = optionalDecimal(content, 'fundingRate');
  const markTicks = mark === undefined ? undefined : nearestTicks(mark, steps.tickSize);
  if (markTicks !== undefined && markTicks <= 0) {
    throw new BrokenRule(`markPrice must be above zero, was ${shownValue(content['markPrice'])}`);
  }
  return {
    kind: 'ticker',
    symbol,
    venueTime: whole(frame, 'ts'),
    markTicks,
    fundingRateE8: rate === undefined ? undefined : nearestE8(rate),
    nextFundingTime: optionalTime(content, 'nextFundingTime'),
  };
}

function fields(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BrokenRule(`${name} must be an object, was ${shownValue(value)}`);
  }
  return value as Fields;
}

function expectSymbol(value: unknown, symbol: string): void {
  if (value !== symbol) throw new BrokenRule(`the symbol must be ${symbol}, was ${shownValue(value)}`);
}

function whole(content: Fields, name: string): number {
  const value = content[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new BrokenRule(`${name} must be a whole number from 0 to 2^53, was ${shownValue(value)}`);
  }
  return value;
}

function levels(content: Fields, name: string, steps: FrameSteps): number[] {
  const list = content[name];
  if (!Array.isArray(list)) throw new BrokenRule(`${name} must be a list of levels, was ${shownValue(list)}`);
  const flat: number[] = [];
  for (const level of list as unknown[]) {
    if (!Array.isArray(level) || level.length !== 2) {
      throw new BrokenRule(`a level of ${name} must be [price, size], was ${shownValue(level)}`);
    }
    const ticks = decimal(level[0], `a price of ${name}`, steps.tick);
    if (ticks === 0) throw new BrokenRule(`a price of ${name} must be above zero`);
    flat.push(ticks, decimal(level[1], `a size of ${name}`, steps.lot));
  }
  return flat;
}

/** A whole book lists every price once, the best first, and nothing that is not there. */
function expectOrder(flat: readonly number[], direction: 1 | -1, name: string): void {
  for (let index = 0; index < flat.length; index += 2) {
    const isWorse = index === 0 || ((flat[index] ?? 0) - (flat[index - 2] ?? 0)) * direction > 0;
    if (!isWorse)
      throw new BrokenRule(`${name} of a snapshot must begin with the best price and repeat none`);
    if (flat[index + 1] === 0) throw new BrokenRule(`${name} of a snapshot must hold no empty level`);
  }
}

function decimal(value: unknown, name: string, steps: DecimalSteps): number {
  const count = typeof value === 'string' ? steps.parse(value) : -1;
  if (count < 0) {
    throw new BrokenRule(`${name} must be decimal text in steps of ${steps.step}, was ${shownValue(value)}`);
  }
  return count;
}

/** The decimal text of a field as an integer of 10^-18; undefined where the venue leaves it out. */
function optionalDecimal(content: Fields, name: string): bigint | undefined {
  const value = content[name];
  if (value === undefined || value === '') return undefined;
  try {
    return parseFixed(value as string, SCALE);
  } catch (error) {
    throw new BrokenRule(`${name} must be decimal text, was ${shownValue(value)}`, { cause: error });
  }
}

function optionalTime(content: Fields, name: string): number | undefined {
  const value = content[name];
  if (value === undefined || value === '' || value === '0') return undefined;
  if (typeof value !== 'string' || !/^\d{13}$/.test(value)) {
    throw new BrokenRule(`${name} must be Unix ms as text, was ${shownValue(value)}`);
  }
  return Number(value);
}

/** A mark price lies between ticks; the nearest one stands for it. */
const nearestTicks = (price: bigint, tickSize: string): number =>
  Number(mulDiv(price, 1n, parseFixed(tickSize, SCALE), 'half-even'));

const nearestE8 = (rate: bigint): number =>
  Number(mulDiv(rate, 1n, 10n ** BigInt(SCALE - RATE_SCALE), 'half-even'));
