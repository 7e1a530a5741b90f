import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecimalSteps } from '../../recorded/decimal-steps.ts';
import type { FrameSteps } from '../live-frame.ts';
import { readBybitMessage } from './bybit-frame.ts';

const STEPS: FrameSteps = {
  tick: new DecimalSteps('0.10'),
  lot: new DecimalSteps('0.001'),
};
const stepsOf = (symbol: string) => (symbol === 'BTCUSDT' ? STEPS : undefined);
/** The one frame of a message, or what else the message is. */
const read = (message: unknown) => {
  const found = readBybitMessage(message, stepsOf);
  const [frame] = found.kind === 'frames' ? found.frames : [];
  return frame ?? found;
};

const book = (changes: object, type = 'delta') => ({
  topic: 'orderbook.50.BTCUSDT',
  type,
  ts: 1_700_000_000_123,
  data: { s: 'BTCUSDT', b: [['65114.20', '6.054']], a: [['65114.30', '0']], u: 77, seq: 5, ...changes },
});

const print = (changes: object) => ({
  topic: 'publicTrade.BTCUSDT',
  type: 'snapshot',
  ts: 1_700_000_000_123,
  data: [
    {
      T: 1_700_000_000_120,
      s: 'BTCUSDT',
      S: 'Sell',
      v: '0.004',
      p: '65114.20',
      i: 'a9188a0a-82bc',
      BT: false,
      ...changes,
    },
  ],
});

const ticker = (changes: object) => ({
  topic: 'tickers.BTCUSDT',
  type: 'delta',
  ts: 1_700_000_000_123,
  data: { symbol: 'BTCUSDT', ...changes },
});

describe('a frame of Bybit', () => {
  it('is a change of the book in whole ticks and lots', () => {
    // 65114.20 in steps of 0.10 is 651142, 6.054 in steps of 0.001 is 6054.
    expect(read(book({}))).toEqual({
      kind: 'book',
      symbol: 'BTCUSDT',
      venueTime: 1_700_000_000_123,
      isSnapshot: false,
      updateId: 77,
      bids: [651_142, 6054],
      asks: [651_143, 0],
    });
  });

  it('is a snapshot by its type, or by the number 1 of a restarted service', () => {
    const whole = { a: [['65114.30', '1']] };
    expect(read(book(whole, 'snapshot'))).toMatchObject({ isSnapshot: true });
    expect(read(book({ ...whole, u: 1 }))).toMatchObject({ isSnapshot: true });
  });

  it('is a list of prints with who crossed the spread, without block trades', () => {
    const { prints } = read(print({})) as { prints: unknown };
    expect(prints).toEqual([
      { venueTime: 1_700_000_000_120, ticks: 651_142, lots: 4, aggressor: 'sell', tradeId: 'a9188a0a-82bc' },
    ]);
    expect(read(print({ BT: true }))).toMatchObject({ kind: 'trades', prints: [] });
  });

  it('is a ticker whose mark price stands at the nearest tick', () => {
    // 65117.44 lies between 65117.4 and 65117.5; a rate of -0.00021234 is -21234e-8.
    const changes = { markPrice: '65117.44', fundingRate: '-0.00021234', nextFundingTime: '1700006400000' };
    expect(read(ticker(changes))).toMatchObject({
      markTicks: 651_174,
      fundingRateE8: -21_234,
      nextFundingTime: 1_700_006_400_000,
    });
    expect(read(ticker({ nextFundingTime: '' }))).toMatchObject({
      markTicks: undefined,
      fundingRateE8: undefined,
      nextFundingTime: undefined,
    });
  });

  it.each([
    ['an answer to subscribe', { success: true, ret_msg: '', op: 'subscribe', req_id: '1' }],
    ['an answer to a ping', { success: true, ret_msg: 'pong', op: 'ping' }],
  ])('is control when it is %s', (_name, message) => {
    expect(read(message)).toMatchObject({ kind: 'control' });
  });

  it.each([
    ['a price between ticks', book({ b: [['65114.25', '1']] })],
    ['a size finer than a lot', book({ b: [['65114.20', '1.0001']] })],
    ['a price of zero', book({ b: [['0', '1']] })],
    ['a negative size', book({ b: [['65114.20', '-1']] })],
    ['a price as a number', book({ b: [[65_114.2, '1']] })],
    ['a price in exponents', book({ b: [['6e4', '1']] })],
    ['a level of three', book({ b: [['65114.20', '1', '2']] })],
    ['a number beyond 2^53', book({ u: 2 ** 53 })],
    ['another symbol inside', book({ s: 'ETHUSDT' })],
    ['a type that is neither', book({}, 'partial')],
    [
      'a snapshot out of order',
      book(
        {
          b: [
            ['1.0', '1'],
            ['2.0', '1'],
          ],
          a: [],
        },
        'snapshot',
      ),
    ],
    [
      'a snapshot with a price twice',
      book(
        {
          b: [
            ['1.0', '1'],
            ['1.0', '1'],
          ],
          a: [],
        },
        'snapshot',
      ),
    ],
    ['a snapshot with an empty level', book({}, 'snapshot')],
    ['a trade of no size', print({ v: '0' })],
    ['a trade of no side', print({ S: 'buy' })],
    ['a trade without id', print({ i: undefined })],
    ['a mark price of zero', ticker({ markPrice: '0' })],
    ['a funding time that is none', ticker({ nextFundingTime: 'soon' })],
    ['a topic nobody asked for', { ...book({}), topic: 'lt.1.BTCUSDT' }],
    ['a symbol nobody asked for', { ...book({}), topic: 'orderbook.50.XRPUSDT' }],
    ['an unknown op', { op: 'order.create' }],
    ['a list', []],
    ['text', '{'],
  ])('is refused with %s', (_name, message) => {
    expect(read(message)).toMatchObject({ kind: 'malformed' });
  });

  it('never throws and never lets a value through that is off the grid', () => {
    const value = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom('1', '0.1', '65114.20', '1e5', '', '-1', 'NaN', '00', '.5', '９'),
      },
      { weight: 1, arbitrary: fc.anything({ maxDepth: 2 }) },
    );
    const level = fc.oneof(fc.tuple(value, value), value);
    const fields = fc.record(
      {
        s: fc.constantFrom('BTCUSDT', '__proto__'),
        b: fc.array(level, { maxLength: 3 }),
        a: value,
        u: value,
      },
      { requiredKeys: [] },
    );
    const isWhole = (number: unknown) => Number.isSafeInteger(number) && (number as number) >= 0;
    fc.assert(
      fc.property(fields, fc.constantFrom('delta', 'snapshot'), (changes, type) => {
        const frame = read(book(changes, type));
        if (frame.kind !== 'book') return frame.kind === 'malformed';
        return [...frame.bids, ...frame.asks, frame.updateId].every(isWhole);
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (message) => read(message).kind === 'malformed'),
      { numRuns: 2000 },
    );
  });
});
