import type { Side } from '../../../domain/order/side.ts';
import { aboveZero, decimalOf, type Fields, fieldsOf, idOf, listOf, oneOf } from '../frame-fields.ts';
import { parseMessageOfNumbers } from '../read-message.ts';
import type { MalformedMessage, TextLevels } from '../wire-frame.ts';
import { shownValue } from '../../recorded/shown-value.ts';
import { BrokenRule } from '../frame-fields.ts';

/** What became of one resting order. */
export interface OrderEvent {
  readonly kind: 'order';
  readonly time: number;
  readonly change: 'created' | 'changed' | 'deleted';
  readonly orderId: string;
  readonly side: Side;
  readonly price: string;
  /** What remains of it; what remained when it was deleted. */
  readonly size: string;
}

/** A trade; Bitstamp's first feed tells no side. */
export interface TradeEvent {
  readonly kind: 'trade';
  readonly time: number;
  readonly price: string;
  readonly size: string;
  readonly tradeId: string;
}

/** The venue's own best levels, the best first. */
export interface TopEvent {
  readonly kind: 'top';
  readonly time: number;
  readonly bids: TextLevels;
  readonly asks: TextLevels;
}

export type BitstampEvent = OrderEvent | TradeEvent | TopEvent;

const TIME = /^\d{13}$/;

/** Reads one line of recorded Bitstamp order events. Ids keep every digit. */
export function readBitstampEvent(line: string): BitstampEvent | MalformedMessage {
  return parseMessageOfNumbers(line, (content) => eventOf(fieldsOf(content, 'a line')));
}

function eventOf(line: Fields): BitstampEvent {
  const time = timeOf(line['ts_ms']);
  const event = oneOf(line['event'], 'event', [
    'order_created',
    'order_changed',
    'order_deleted',
    'trade',
    'order_book',
  ]);
  const content = fieldsOf(line['data'], 'data');
  switch (event) {
    case 'trade':
      return {
        kind: 'trade',
        time,
        price: aboveZero(content['price'], 'price'),
        size: aboveZero(content['amount'], 'amount'),
        tradeId: idOf(content['id'], 'id'),
      };
    case 'order_book':
      return {
        kind: 'top',
        time,
        bids: levelsOf(content['bids'], 'bids'),
        asks: levelsOf(content['asks'], 'asks'),
      };
    case 'order_created':
      return orderOf(content, time, 'created');
    case 'order_changed':
      return orderOf(content, time, 'changed');
    case 'order_deleted':
      return orderOf(content, time, 'deleted');
  }
}

function orderOf(content: Fields, time: number, change: OrderEvent['change']): OrderEvent {
  return {
    kind: 'order',
    time,
    change,
    orderId: idOf(content['id'], 'id'),
    side: oneOf(content['order_type'], 'order_type', ['0', '1']) === '0' ? 'buy' : 'sell',
    price: aboveZero(content['price'], 'price'),
    size: decimalOf(content['amount'], 'amount'),
  };
}

function timeOf(value: unknown): number {
  if (typeof value !== 'string' || !TIME.test(value)) {
    throw new BrokenRule(`ts_ms must be Unix ms, was ${shownValue(value)}`);
  }
  return Number(value);
}

function levelsOf(value: unknown, name: string): TextLevels {
  const flat: string[] = [];
  for (const level of listOf(value, name)) {
    const [price, size] = listOf(level, `a level of ${name}`);
    flat.push(aboveZero(price, `a price of ${name}`), aboveZero(size, `a size of ${name}`));
  }
  return flat;
}
