import { shownValue } from '../../recorded/shown-value.ts';
import {
  type BookFrame,
  ACCEPTED,
  CONTROL,
  type FrameSteps,
  type InstrumentFrame,
  type LiquidationFields,
  type LiquidationsFrame,
  messageOf,
  OTHER,
  type PrintFields,
  REFUSED,
  type StepsOf,
  type TickerFrame,
  type TradesFrame,
  type LiveMessage,
} from '../live-frame.ts';
import { BrokenRule, type Fields, fieldsOf, listOf } from '../frame-fields.ts';
import {
  decimal,
  expectOrder,
  optionalAmount,
  optionalMark,
  optionalRateE8,
  orMalformed,
  parsedJson,
  positive,
  tradeId,
  whole,
} from '../step-fields.ts';

const OPERATIONS: ReadonlySet<unknown> = new Set(['subscribe', 'unsubscribe', 'ping', 'pong']);

/** Checks the text of one message of a public socket of Bybit v5. */
export const readBybitText = (text: string, stepsOf: StepsOf): LiveMessage =>
  orMalformed(() => messageIn(fieldsOf(parsedJson(text), 'a frame'), stepsOf));

/** Checks one message of a public socket that was parsed already. */
export const readBybitMessage = (message: unknown, stepsOf: StepsOf): LiveMessage =>
  orMalformed(() => messageIn(fieldsOf(message, 'a frame'), stepsOf));

function messageIn(frame: Fields, stepsOf: StepsOf): LiveMessage {
  const topic = frame['topic'];
  if (topic === undefined) return controlOf(frame);
  if (typeof topic !== 'string') throw new BrokenRule(`topic must be text, was ${shownValue(topic)}`);
  const [stream, symbol] = [topic.slice(0, topic.indexOf('.')), topic.slice(topic.lastIndexOf('.') + 1)];
  if (stream === 'kline') return OTHER;
  const steps = stepsOf(symbol);
  const read = READERS[stream];
  if (steps === undefined || read === undefined) {
    throw new BrokenRule(`topic ${shownValue(topic)} was not subscribed to`);
  }
  return messageOf(read(frame, symbol, steps));
}

type Reader = (frame: Fields, symbol: string, steps: FrameSteps) => InstrumentFrame;

const READERS: Readonly<Record<string, Reader | undefined>> = Object.assign(
  Object.create(null) as Record<string, Reader>,
  { orderbook: bookOf, publicTrade: tradesOf, tickers: tickerOf, allLiquidation: liquidationsOf },
);

function controlOf(frame: Fields): LiveMessage {
  const op = frame['op'];
  if (!OPERATIONS.has(op)) {
    throw new BrokenRule(`a frame must have a topic or a known op, had op ${shownValue(op)}`);
  }
  if (op !== 'subscribe') return CONTROL;
  if (frame['success'] === true) return ACCEPTED;
  const because = frame['ret_msg'];
  return typeof because === 'string' && !/already subscribed/i.test(because) ? REFUSED : CONTROL;
}

function bookOf(frame: Fields, symbol: string, steps: FrameSteps): BookFrame {
  const type = frame['type'];
  if (type !== 'snapshot' && type !== 'delta') {
    throw new BrokenRule(`type of a book must be snapshot or delta, was ${shownValue(type)}`);
  }
  const content = fieldsOf(frame['data'], 'data');
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
  const prints: PrintFields[] = [];
  for (const entry of listOf(frame['data'], 'data')) {
    const content = fieldsOf(entry, 'a trade');
    expectSymbol(content['s'], symbol);
    // Block trades are agreed beside the book and meet no order in it.
    if (content['BT'] !== true) prints.push(printOf(content, steps));
  }
  return { kind: 'trades', symbol, prints };
}

const printOf = (content: Fields, steps: FrameSteps): PrintFields => ({
  ticks: positive(content['p'], 'p', steps.tick),
  lots: positive(content['v'], 'v', steps.lot),
  venueTime: whole(content, 'T'),
  aggressor: sideOf(content) === 'Buy' ? 'buy' : 'sell',
  tradeId: tradeId(content['i'], 'i'),
});

function liquidationsOf(frame: Fields, symbol: string, steps: FrameSteps): LiquidationsFrame {
  const liquidations = listOf(frame['data'], 'data').map((entry): LiquidationFields => {
    const content = fieldsOf(entry, 'a liquidation');
    expectSymbol(content['s'], symbol);
    return {
      ticks: positive(content['p'], 'p', steps.tick),
      lots: positive(content['v'], 'v', steps.lot),
      venueTime: whole(content, 'T'),
      // The venue names the position that was closed: a bought one is sold.
      side: sideOf(content) === 'Buy' ? 'sell' : 'buy',
    };
  });
  return { kind: 'liquidations', symbol, liquidations };
}

function sideOf(content: Fields): 'Buy' | 'Sell' {
  const side = content['S'];
  if (side !== 'Buy' && side !== 'Sell')
    throw new BrokenRule(`S must be Buy or Sell, was ${shownValue(side)}`);
  return side;
}

function tickerOf(frame: Fields, symbol: string, steps: FrameSteps): TickerFrame {
  const content = fieldsOf(frame['data'], 'data');
  expectSymbol(content['symbol'], symbol);
  return {
    kind: 'ticker',
    symbol,
    venueTime: whole(frame, 'ts'),
    markTicks: optionalMark(content, 'markPrice', steps.tick.step),
    fundingRateE8: optionalRateE8(content, 'fundingRate'),
    nextFundingTime: optionalTime(content, 'nextFundingTime'),
    indexPrice: optionalAmount(content, 'indexPrice') || undefined,
    openInterestBase: optionalAmount(content, 'openInterest'),
  };
}

function expectSymbol(value: unknown, symbol: string): void {
  if (value !== symbol) throw new BrokenRule(`the symbol must be ${symbol}, was ${shownValue(value)}`);
}

function levels(content: Fields, name: string, steps: FrameSteps): number[] {
  const flat: number[] = [];
  for (const level of listOf(content[name], name)) {
    if (!Array.isArray(level) || level.length !== 2) {
      throw new BrokenRule(`a level of ${name} must be [price, size], was ${shownValue(level)}`);
    }
    flat.push(
      positive(level[0], `a price of ${name}`, steps.tick),
      decimal(level[1], `a size of ${name}`, steps.lot),
    );
  }
  return flat;
}

function optionalTime(content: Fields, name: string): number | undefined {
  const value = content[name];
  if (value === undefined || value === '' || value === '0') return undefined;
  if (typeof value !== 'string' || !/^\d{13}$/.test(value)) {
    throw new BrokenRule(`${name} must be Unix ms as text, was ${shownValue(value)}`);
  }
  return Number(value);
}
