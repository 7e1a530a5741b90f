import { describe, expect, it } from 'vitest';
import { readBitstampEvent } from './bitstamp-event.ts';

const line = (event: string, data: string) => `{"ts_ms":1430438404518,"event":"${event}","data":${data}}`;
const order =
  '{"price":"236.47","amount":"2.00000000","datetime":"1430438404","id":9007199254740993,"order_type":1}';

describe('an order event of Bitstamp', () => {
  it('R-MD-07: keeps every digit of an id beyond 2^53', () => {
    expect(readBitstampEvent(line('order_changed', order))).toEqual({
      kind: 'order',
      time: 1_430_438_404_518,
      change: 'changed',
      orderId: '9007199254740993',
      side: 'sell',
      price: '236.47',
      size: '2.00000000',
    });
  });

  it('reads a trade whose numbers are numbers, with an exponent too', () => {
    expect(readBitstampEvent(line('trade', '{"price":236.47,"amount":1e-06,"id":8111041}'))).toMatchObject({
      kind: 'trade',
      price: '236.47',
      size: '0.000001',
      tradeId: '8111041',
    });
  });

  it.each([
    ['another event', line('order_lost', order), 'order_book, was "order_lost"'],
    [
      'a side that is none',
      line('order_created', order.replace('"order_type":1', '"order_type":2')),
      'order_type must be 0 or 1, was "2"',
    ],
    [
      'a price of nothing',
      line('order_created', order.replace('236.47', '0')),
      'price must be above zero, was "0"',
    ],
  ])('is refused for %s', (_what, text, rule) => {
    const read = readBitstampEvent(text);
    expect(read.kind === 'malformed' && read.rule).toContain(rule);
  });
});
