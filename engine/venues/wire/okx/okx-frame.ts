import {
  aboveZero,
  BrokenRule,
  decimalOf,
  type Fields,
  fieldsOf,
  idOf,
  listOf,
  msOf,
  oneOf,
  signedDecimalOf,
  symbolOf,
  textOf,
  wholeOf,
} from '../frame-fields.ts';
import { readMessage } from '../read-message.ts';
import {
  type MessageReader,
  OTHER,
  type TextLevels,
  type WireBook,
  type WireFrame,
  type WireLiquidation,
  type WireTrades,
} from '../wire-frame.ts';
import { shownValue } from '../../recorded/shown-value.ts';

/** Channels that begin with a whole book and go on with its changes; the others repeat a short book. */
const BOOK_CHANNELS: ReadonlySet<string> = new Set(['books', 'books-l2-tbt', 'books50-l2-tbt']);
const PONG = Object.freeze({
  kind: 'message',
  connectionSequence: undefined,
  frames: [{ kind: 'control', isAccepted: false }],
} as const);
/** What is said of a channel or an instrument that does not exist. */
const NO_SUCH_CHANNEL = '60018';
const EVENTS = ['subscribe', 'unsubscribe', 'channel-conn-count', 'notice'] as const;

/** Reads a message of OKX's v5 public sockets. Sizes of derivatives are in contracts, as sent. */
export const readOkxMessage: MessageReader = (text) =>
  text === 'pong' ? PONG : readMessage(text, (content) => framesOf(fieldsOf(content, 'a message')));

function framesOf(message: Fields): readonly WireFrame[] {
  if (message['event'] !== undefined) return [eventOf(message)];
  const argument = fieldsOf(message['arg'], 'arg');
  const channel = textOf(argument['channel'], 'arg.channel');
  const list = listOf(message['data'], 'data');
  if (BOOK_CHANNELS.has(channel)) return [bookOf(message, symbolOf(argument['instId'], 'arg.instId'), list)];
  switch (channel) {
    case 'trades':
    case 'trades-all':
      return [tradesOf(list, symbolOf(argument['instId'], 'arg.instId'))];
    case 'mark-price':
      return entriesOf(list).map((entry) => ({
        kind: 'mark-price',
        symbol: symbolOf(entry['instId'], 'instId'),
        venueTime: msOf(entry['ts'], 'ts'),
        price: aboveZero(entry['markPx'], 'markPx'),
      }));
    case 'funding-rate':
      return entriesOf(list).map((entry) => ({
        kind: 'funding-rate',
        symbol: symbolOf(entry['instId'], 'instId'),
        rate: signedDecimalOf(entry['fundingRate'], 'fundingRate'),
        dueTime: msOf(entry['fundingTime'], 'fundingTime'),
      }));
    case 'open-interest':
      return entriesOf(list).map((entry) => ({
        kind: 'open-interest',
        symbol: symbolOf(entry['instId'], 'instId'),
        venueTime: msOf(entry['ts'], 'ts'),
        openInterestBase: decimalOf(entry['oiCcy'], 'oiCcy'),
      }));
    case 'liquidation-orders':
      return entriesOf(list).flatMap(liquidationsOf);
    default:
      return [OTHER];
  }
}

function eventOf(message: Fields): WireFrame {
  if (message['event'] === 'error') {
    const code = idOf(message['code'], 'code');
    const isOfSubscription = code === NO_SUCH_CHANNEL;
    return { kind: 'refusal', code, detail: textOf(message['msg'], 'msg'), isOfSubscription };
  }
  const event = oneOf(message['event'], 'event', EVENTS);
  if (event !== 'subscribe' && event !== 'unsubscribe') return OTHER;
  return { kind: 'control', isAccepted: event === 'subscribe' };
}

const entriesOf = (list: readonly unknown[]): Fields[] =>
  list.map((entry) => fieldsOf(entry, 'an entry of data'));

function bookOf(message: Fields, symbol: string, list: readonly unknown[]): WireBook {
  const action = oneOf(message['action'], 'action', ['snapshot', 'update']);
  const [entry] = entriesOf(list);
  if (entry === undefined || list.length !== 1) {
    throw new BrokenRule(`data of a book must have one entry, had ${list.length}`);
  }
  const sequence = entry['seqId'] === undefined ? undefined : wholeOf(entry['seqId'], 'seqId');
  return {
    kind: 'book',
    symbol,
    venueTime: msOf(entry['ts'], 'ts'),
    isSnapshot: action === 'snapshot',
    bids: levelsOf(entry['bids'], 'bids'),
    asks: levelsOf(entry['asks'], 'asks'),
    sequence,
    previousSequence: previousOf(entry, action === 'snapshot'),
    checksum: checksumOf(entry['checksum']),
  };
}

/** A whole book follows nothing, which OKX writes as -1. */
function previousOf(entry: Fields, isSnapshot: boolean): number | undefined {
  const value = entry['prevSeqId'];
  if (value === undefined || (isSnapshot && value === -1)) return undefined;
  return wholeOf(value, 'prevSeqId');
}

/**
 * CRC-32 is written as a signed integer of 32 bits. Since 2026 OKX sends 0 in every frame, which says
 * that there is none.
 */
function checksumOf(value: unknown): number | undefined {
  if (value === undefined || value === 0) return undefined;
  if (typeof value !== 'number' || (value | 0) !== value) {
    throw new BrokenRule(`checksum must be a signed integer of 32 bits, was ${shownValue(value)}`);
  }
  return value >>> 0;
}

function levelsOf(value: unknown, name: string): TextLevels {
  const flat: string[] = [];
  for (const level of listOf(value, name)) {
    if (!Array.isArray(level) || level.length < 2 || level.length > 4) {
      throw new BrokenRule(`a level of ${name} must be [price, size, 0, orders], was ${shownValue(level)}`);
    }
    flat.push(aboveZero(level[0], `a price of ${name}`), decimalOf(level[1], `a size of ${name}`));
  }
  return flat;
}

function tradesOf(list: readonly unknown[], symbol: string): WireTrades {
  const prints = entriesOf(list).map((entry) => {
    if (entry['instId'] !== symbol) {
      throw new BrokenRule(`instId must be ${symbol}, was ${shownValue(entry['instId'])}`);
    }
    return {
      symbol,
      venueTime: msOf(entry['ts'], 'ts'),
      price: aboveZero(entry['px'], 'px'),
      size: aboveZero(entry['sz'], 'sz'),
      aggressor: oneOf(entry['side'], 'side', ['buy', 'sell']),
      tradeId: idOf(entry['tradeId'], 'tradeId'),
    };
  });
  return { kind: 'trades', prints, isBacklog: false };
}

/** The price OKX tells of a liquidation is that of bankruptcy. */
function liquidationsOf(entry: Fields): WireLiquidation[] {
  const symbol = symbolOf(entry['instId'], 'instId');
  return listOf(entry['details'], 'details').map((detail) => {
    const content = fieldsOf(detail, 'an entry of details');
    return {
      kind: 'liquidation',
      symbol,
      venueTime: msOf(content['ts'], 'ts'),
      side: oneOf(content['side'], 'side', ['buy', 'sell']),
      price: aboveZero(content['bkPx'], 'bkPx'),
      size: aboveZero(content['sz'], 'sz'),
    };
  });
}
