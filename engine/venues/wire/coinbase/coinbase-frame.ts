import {
  aboveZero,
  decimalOf,
  type Fields,
  fieldsOf,
  idOf,
  listOf,
  oneOf,
  symbolOf,
  textOf,
  wholeOf,
} from '../frame-fields.ts';
import { readMessage } from '../read-message.ts';
import {
  type MessageReader,
  OTHER,
  type WireBook,
  type WireFrame,
  type WireMessage,
  type WirePrint,
} from '../wire-frame.ts';
import { rfc3339Ms } from '../venue-time.ts';

/** Reads a message of Coinbase's Advanced Trade market data. `sequence_num` counts all of a connection. */
export const readCoinbaseMessage: MessageReader = (text) =>
  readMessage(text, (content) => messageOf(fieldsOf(content, 'a message')));

function messageOf(message: Fields): WireMessage | readonly WireFrame[] {
  if (message['type'] === 'error') {
    return [{ kind: 'refusal', code: 'error', detail: textOf(message['message'], 'message') }];
  }
  const connectionSequence = wholeOf(message['sequence_num'], 'sequence_num');
  return { kind: 'message', connectionSequence, frames: framesOf(message) };
}

function framesOf(message: Fields): readonly WireFrame[] {
  const channel = textOf(message['channel'], 'channel');
  if (channel !== 'l2_data' && channel !== 'market_trades') return [OTHER];
  const venueTime = rfc3339Ms(message['timestamp'], 'timestamp');
  const events = listOf(message['events'], 'events').map((event) => fieldsOf(event, 'an event'));
  return events.map((event) => (channel === 'l2_data' ? bookOf(event, venueTime) : tradesOf(event)));
}

function bookOf(event: Fields, venueTime: number): WireBook {
  const bids: string[] = [];
  const asks: string[] = [];
  for (const entry of listOf(event['updates'], 'updates')) {
    const update = fieldsOf(entry, 'an update');
    const side = oneOf(update['side'], 'side', ['bid', 'offer']);
    (side === 'bid' ? bids : asks).push(
      aboveZero(update['price_level'], 'price_level'),
      decimalOf(update['new_quantity'], 'new_quantity'),
    );
  }
  return {
    kind: 'book',
    symbol: symbolOf(event['product_id'], 'product_id'),
    venueTime,
    isSnapshot: oneOf(event['type'], 'type', ['snapshot', 'update']) === 'snapshot',
    bids,
    asks,
    sequence: undefined,
    previousSequence: undefined,
    checksum: undefined,
  };
}

/** The newest trade comes first on the wire. */
function tradesOf(event: Fields): WireFrame {
  const isBacklog = oneOf(event['type'], 'type', ['snapshot', 'update']) === 'snapshot';
  const prints = listOf(event['trades'], 'trades').map((entry) => printOf(fieldsOf(entry, 'a trade')));
  return { kind: 'trades', prints: prints.reverse(), isBacklog };
}

function printOf(trade: Fields): WirePrint {
  // `side` is that of the order that rested: a BUY prints at the bid, hit by a seller.
  const makerSide = oneOf(trade['side'], 'side', ['BUY', 'SELL']);
  return {
    symbol: symbolOf(trade['product_id'], 'product_id'),
    venueTime: rfc3339Ms(trade['time'], 'time'),
    price: aboveZero(trade['price'], 'price'),
    size: aboveZero(trade['size'], 'size'),
    aggressor: makerSide === 'BUY' ? 'sell' : 'buy',
    tradeId: idOf(trade['trade_id'], 'trade_id'),
  };
}
