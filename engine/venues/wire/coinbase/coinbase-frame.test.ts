import { describe, expect, it } from 'vitest';
import { readCoinbaseMessage } from './coinbase-frame.ts';

const message = (channel: string, event: object) =>
  JSON.stringify({ channel, timestamp: '2026-08-09T21:05:48.228568804Z', sequence_num: 9, events: [event] });

describe('a message of Coinbase', () => {
  it('is numbered on its connection and holds a book as written', () => {
    const updates = [
      { side: 'bid', price_level: '65062.5', new_quantity: '0.00583' },
      { side: 'offer', price_level: '65106.54', new_quantity: '0' },
    ];
    expect(
      readCoinbaseMessage(message('l2_data', { type: 'update', product_id: 'BTC-USD', updates })),
    ).toEqual({
      kind: 'message',
      connectionSequence: 9,
      frames: [
        {
          kind: 'book',
          symbol: 'BTC-USD',
          // 2026-08-09 is day 20674 since 1970: 20674 x 86 400 000 + 21:05:48.228
          venueTime: 1_786_309_548_228,
          isSnapshot: false,
          bids: ['65062.5', '0.00583'],
          asks: ['65106.54', '0'],
          sequence: undefined,
          previousSequence: undefined,
          checksum: undefined,
        },
      ],
    });
  });

  it('tells trades the oldest first and turns the side of the maker into that of the taker', () => {
    const trade = {
      product_id: 'BTC-USD',
      price: '65083.67',
      size: '0.01',
      time: '2026-08-09T21:05:48.167634Z',
    };
    const trades = [
      { ...trade, trade_id: '2', side: 'BUY' },
      { ...trade, trade_id: '1', side: 'SELL' },
    ];
    const read = readCoinbaseMessage(message('market_trades', { type: 'update', trades }));
    expect(read).toMatchObject({
      frames: [
        {
          prints: [
            { tradeId: '1', aggressor: 'buy' },
            { tradeId: '2', aggressor: 'sell' },
          ],
        },
      ],
    });
  });

  it('counts messages of other channels too', () => {
    expect(readCoinbaseMessage(message('heartbeats', {}))).toMatchObject({
      connectionSequence: 9,
      frames: [{ kind: 'other' }],
    });
  });

  it.each([
    [
      'without number',
      '{"channel":"heartbeats"}',
      'sequence_num must be a whole number from 0 to 2^53, was missing',
    ],
    [
      'of a time that does not exist',
      message('l2_data', {}).replace('T21:', 'T25:'),
      'timestamp must be a moment that exists, was "2026-08-09T25:05:48.228568804Z"',
    ],
    [
      'of another side',
      message('l2_data', { updates: [{ side: 'ask' }] }),
      'side must be bid or offer, was "ask"',
    ],
  ])('is refused %s', (_what, text, rule) => {
    expect(readCoinbaseMessage(text)).toEqual({ kind: 'malformed', rule });
  });
});
