import {
  aboveZero,
  BrokenRule,
  decimalOf,
  type Fields,
  fieldsOf,
  listOf,
  oneOf,
  symbolOf,
  textOf,
} from '../frame-fields.ts';
import { readMessage } from '../read-message.ts';
import { type MessageReader, OTHER, type WireBook, type WireFrame, type WireTrades } from '../wire-frame.ts';
import { secondsTextMs } from '../venue-time.ts';
import { shownValue } from '../../recorded/shown-value.ts';
import { checksumTextOf } from './kraken-checksum.ts';

const EVENTS = ['systemStatus', 'subscriptionStatus', 'heartbeat', 'pong'] as const;

/** Reads a message of Kraken's first public socket: lists of [channel, content …, name, pair]. */
export const readKrakenV1Message: MessageReader = (text) => readMessage(text, framesOf);

function framesOf(message: unknown): readonly WireFrame[] {
  if (!Array.isArray(message)) return [eventOf(fieldsOf(message, 'a message'))];
  const list = message as readonly unknown[];
  if (list.length < 4 || list.length > 5) {
    throw new BrokenRule(`a message must be a list of 4 or 5, was a list of ${list.length}`);
  }
  const symbol = symbolOf(list.at(-1), 'the pair');
  const channel = textOf(list.at(-2), 'the channel');
  if (channel === 'trade') return [tradesOf(list[1], symbol)];
  if (/^book-\d+$/.test(channel)) return [bookOf(list.slice(1, -2), symbol)];
  return [OTHER];
}

function eventOf(message: Fields): WireFrame {
  oneOf(message['event'], 'event', EVENTS);
  if (message['status'] !== 'error') return OTHER;
  const detail = textOf(message['errorMessage'], 'errorMessage');
  return { kind: 'refusal', code: 'subscription', detail };
}

/** A snapshot has `as` and `bs`; a change has `a`, `b` or one object of each, the last with the checksum. */
function bookOf(parts: readonly unknown[], symbol: string): WireBook {
  const asks = new LevelList('asks');
  const bids = new LevelList('bids');
  let checksum: number | undefined;
  let isSnapshot = false;
  for (const part of parts) {
    const content = fieldsOf(part, 'the content of a book');
    isSnapshot ||= content['as'] !== undefined || content['bs'] !== undefined;
    asks.take(content['as'] ?? content['a']);
    bids.take(content['bs'] ?? content['b']);
    if (content['c'] !== undefined) checksum = checksumTextOf(content['c'], 'c');
  }
  if (asks.count + bids.count === 0 && !isSnapshot) throw new BrokenRule('a book must have levels, had none');
  if (!isSnapshot && checksum === undefined) {
    throw new BrokenRule('a change of a book must have a checksum, had none');
  }
  const venueTime = Math.max(asks.latest, bids.latest);
  return {
    kind: 'book',
    symbol,
    venueTime: venueTime === 0 ? undefined : venueTime,
    isSnapshot,
    bids: bids.flat,
    asks: asks.flat,
    sequence: undefined,
    previousSequence: undefined,
    checksum,
  };
}

/** Gathers the levels of one side and when the newest of them was changed. */
class LevelList {
  readonly flat: string[] = [];
  readonly #name: string;
  latest = 0;

  constructor(name: string) {
    this.#name = name;
  }

  get count(): number {
    return this.flat.length / 2;
  }

  take(value: unknown): void {
    if (value === undefined) return;
    for (const level of listOf(value, this.#name)) {
      // A fourth entry "r" marks a level that is sent again because it came back into the depth.
      if (!Array.isArray(level) || level.length < 3 || level.length > 4) {
        throw new BrokenRule(
          `a level of ${this.#name} must be [price, size, time], was ${shownValue(level)}`,
        );
      }
      this.flat.push(
        aboveZero(level[0], `a price of ${this.#name}`),
        decimalOf(level[1], `a size of ${this.#name}`),
      );
      this.latest = Math.max(this.latest, secondsTextMs(level[2], `a time of ${this.#name}`));
    }
  }
}

/** Kraken's first socket gives trades no id; their time with microseconds and place in the frame stand for it. */
function tradesOf(value: unknown, symbol: string): WireTrades {
  const prints = listOf(value, 'trades').map((entry, index) => {
    const trade = listOf(entry, 'a trade');
    const time = textOf(trade[2], 'the time of a trade');
    return {
      symbol,
      venueTime: secondsTextMs(time, 'the time of a trade'),
      price: aboveZero(trade[0], 'the price of a trade'),
      size: aboveZero(trade[1], 'the size of a trade'),
      aggressor:
        oneOf(trade[3], 'the side of a trade', ['b', 's']) === 'b' ? ('buy' as const) : ('sell' as const),
      tradeId: `${time}-${index}`,
    };
  });
  return { kind: 'trades', prints, isBacklog: false };
}
