import { describe, expect, it } from 'vitest';
import { MOST_DELAYS, readMeasuredDelays, thinned } from './measured-delays.ts';

const CONSTANT = { feedMs: 40, orderMs: 41, responseMs: 42 };
const read = (text: string) => readMeasuredDelays(text, CONSTANT);

describe('a table of measured delays', () => {
  it('is read by its first line, rounded to whole ms and sorted', () => {
    const table = 'order_ms,feed_ms,response_ms\r\n30,12.4,9\r\n,8.5,11\r\n\r\n25,,10\n';
    expect(read(table)).toEqual({
      ok: true,
      delays: { feedMs: [9, 12], orderMs: [25, 30], responseMs: [9, 10, 11] },
    });
  });

  it('leaves a delay without a column what it is otherwise', () => {
    expect(read('\uFEFFfeed_ms\n7\n')).toEqual({
      ok: true,
      delays: { feedMs: [7], orderMs: [41], responseMs: [42] },
    });
  });

  it.each([
    ['', 'line 1: a column must be one of feed_ms, order_ms, response_ms, was ""'],
    ['12,13\n', 'line 1: a column must be one of feed_ms, order_ms, response_ms, was "12"'],
    ['feed_ms,feed_ms\n1,2', 'line 1: each column may be there once, was feed_ms,feed_ms'],
    ['feed_ms\n3\n-1', 'line 3: feed_ms must be ms from 0 to 60000, was "-1"'],
    ['feed_ms\n60001', 'line 2: feed_ms must be ms from 0 to 60000, was "60001"'],
    ['feed_ms;order_ms\n3;soon', 'line 2: order_ms must be ms from 0 to 60000, was "soon"'],
    ['feed_ms\n3,4', 'line 2: there must be no more than 1 cells, were 2'],
    ['feed_ms,order_ms\n3,\n', 'order_ms must hold a delay to draw from, held none'],
  ])('is refused with the reason: %j', (table, because) => {
    expect(read(table)).toEqual({ ok: false, because });
  });

  it('of more than a session keeps is taken in even steps, from the least to the most', () => {
    const many = Array.from({ length: 5 * MOST_DELAYS }, (_, at) => 5 * MOST_DELAYS - at);
    const kept = thinned(many);
    expect(kept.length).toBe(MOST_DELAYS);
    expect([kept[0], kept.at(-1)]).toEqual([1, 5 * MOST_DELAYS]);
    expect(thinned([5, 1, 4, 2, 3], 3)).toEqual([1, 3, 5]);
  });
});
