import {
  aboveZero,
  BrokenRule,
  decimalOf,
  type Fields,
  fieldsOf,
  idOf,
  listOf,
  oneOf,
  symbolOf,
  textOf,
} from '../frame-fields.ts';
import { readMessageOfNumbers } from '../read-message.ts';
import {
  type MessageReader,
  OTHER,
  type TextLevels,
  type WireBook,
  type WireFrame,
  type WirePrint,
} from '../wire-frame.ts';
import { rfc3339Ms } from '../venue-time.ts';
import { checksumTextOf } from './kraken-checksum.ts';

/**
 * Reads a message of Kraken's second public socket. It writes prices and sizes as JSON numbers, whose
 * text is kept: the checksum is of the digits, and a double would lose some of them.
 */
export const readKrakenV2Message: MessageReader = (text) =>
  readMessageOfNumbers(text, (content) => framesOf(fieldsOf(content, 'a message')));

function framesOf(message: Fields): readonly WireFrame[] {
  if (message['method'] !== undefined) return [answerOf(message)];
  const channel = textOf(message['channel'], 'channel');
  if (channel === 'book') return entriesOf(message).map((entry) => bookOf(entry, message['type']));
  if (channel !== 'trade') return [OTHER];
  const type = oneOf(message['type'], 'type', ['snapshot', 'update']);
  return [{ kind: 'trades', prints: entriesOf(message).map(printOf), isBacklog: type === 'snapshot' }];
}

function answerOf(message: Fields): WireFrame {
  const method = textOf(message['method'], 'method');
  if (message['success'] !== false) {
    return { kind: 'control', isAccepted: method === 'subscribe' && message['success'] === true };
  }
  const detail = textOf(message['error'], 'error');
  const isOfSubscription = method === 'subscribe' && !/already subscribed/i.test(detail);
  return { kind: 'refusal', code: method.slice(0, 64), detail, isOfSubscription };
}

const entriesOf = (message: Fields): Fields[] =>
  listOf(message['data'], 'data').map((entry) => fieldsOf(entry, 'an entry of data'));

function bookOf(entry: Fields, typeValue: unknown): WireBook {
  const type = oneOf(typeValue, 'type', ['snapshot', 'update']);
  const time = entry['timestamp'];
  if (time === undefined && type === 'update') throw new BrokenRule('timestamp of a change was missing');
  return {
    kind: 'book',
    symbol: symbolOf(entry['symbol'], 'symbol'),
    venueTime: time === undefined ? undefined : rfc3339Ms(time, 'timestamp'),
    isSnapshot: type === 'snapshot',
    bids: levelsOf(entry['bids'], 'bids'),
    asks: levelsOf(entry['asks'], 'asks'),
    sequence: undefined,
    previousSequence: undefined,
    checksum: checksumTextOf(entry['checksum'], 'checksum'),
  };
}

function levelsOf(value: unknown, name: string): TextLevels {
  const flat: string[] = [];
  for (const level of listOf(value, name)) {
    const content = fieldsOf(level, `a level of ${name}`);
    flat.push(
      aboveZero(content['price'], `a price of ${name}`),
      decimalOf(content['qty'], `a size of ${name}`),
    );
  }
  return flat;
}

function printOf(entry: Fields): WirePrint {
  return {
    symbol: symbolOf(entry['symbol'], 'symbol'),
    venueTime: rfc3339Ms(entry['timestamp'], 'timestamp'),
    price: aboveZero(entry['price'], 'price'),
    size: aboveZero(entry['qty'], 'qty'),
    aggressor: oneOf(entry['side'], 'side', ['buy', 'sell']),
    tradeId: idOf(entry['trade_id'], 'trade_id'),
  };
}
