import { describe, expect, it } from 'vitest';
import { readOkxMessage } from './okx-frame.ts';
import { measured } from '../../../test/reliability/measured.ts';

const BOOK = {
  arg: { channel: 'books', instId: 'BTC-USDT' },
  action: 'update',
  data: [
    {
      asks: [['30243.5', '1.2112', '0', '4']],
      bids: [['30240', '0', '0', '0']],
      ts: '1652459225464',
      checksum: -914047754,
      prevSeqId: 100,
      seqId: 107,
    },
  ],
};

const book = (changes: object) =>
  readOkxMessage(JSON.stringify({ ...BOOK, data: [{ ...BOOK.data[0], ...changes }] }));

describe('a message of OKX', () => {
  it('is a change of a book, its numbers as written and its checksum unsigned', () => {
    expect(readOkxMessage(JSON.stringify(BOOK))).toEqual({
      kind: 'message',
      connectionSequence: undefined,
      frames: [
        {
          kind: 'book',
          symbol: 'BTC-USDT',
          venueTime: 1_652_459_225_464,
          isSnapshot: false,
          bids: ['30240', '0'],
          asks: ['30243.5', '1.2112'],
          sequence: 107,
          previousSequence: 100,
          // -914047754 + 2^32
          checksum: 3_380_919_542,
        },
      ],
    });
  });

  it.each([
    ['is left out', undefined],
    ['is 0, which says there is none', 0],
  ])('has no checksum where it %s', (_what, checksum) => {
    expect(book({ checksum })).toMatchObject({ frames: [{ checksum: undefined }] });
  });

  it('begins a book with a snapshot that follows nothing', () => {
    const text = JSON.stringify({ ...BOOK, action: 'snapshot', data: [{ ...BOOK.data[0], prevSeqId: -1 }] });
    expect(readOkxMessage(text)).toMatchObject({
      frames: [{ isSnapshot: true, previousSequence: undefined }],
    });
  });

  it('R-MD-07: names the taker of a trade and keeps every digit of its id', () => {
    const trade = {
      instId: 'BTC-USDT',
      tradeId: '9007199254740993',
      px: '30218.8',
      sz: '1',
      side: 'buy',
      ts: '1652459199958',
    };
    const text = JSON.stringify({ arg: { channel: 'trades', instId: 'BTC-USDT' }, data: [trade] });
    const read = readOkxMessage(text);
    const kept = JSON.stringify(read).includes(trade.tradeId);
    measured(
      'R-MD-07',
      `an id of ${trade.tradeId.length} digits, ${kept ? 'every one' : 'not every one'} kept`,
    );
    expect(read).toMatchObject({
      frames: [{ kind: 'trades', prints: [{ aggressor: 'buy', tradeId: '9007199254740993', size: '1' }] }],
    });
  });

  it('tells the side of the forced order of a liquidation', () => {
    const details = [{ side: 'sell', posSide: 'long', bkPx: '0.007831', sz: '13', ts: '1692266434010' }];
    const text = JSON.stringify({
      arg: { channel: 'liquidation-orders', instType: 'SWAP' },
      data: [{ instId: 'IOST-USDT-SWAP', details }],
    });
    expect(readOkxMessage(text)).toMatchObject({
      frames: [
        { kind: 'liquidation', symbol: 'IOST-USDT-SWAP', side: 'sell', price: '0.007831', size: '13' },
      ],
    });
  });

  it.each([
    ['mark-price', { markPx: '0.1', ts: '1620282889345' }, { kind: 'mark-price', price: '0.1' }],
    ['open-interest', { oi: '5000', oiCcy: '555.55', ts: '1620282889345' }, { openInterestBase: '555.55' }],
    [
      'funding-rate',
      { fundingRate: '-0.00018', fundingTime: '1622851200000' },
      { rate: '-0.00018', dueTime: 1_622_851_200_000 },
    ],
  ])('tells the %s of a perpetual', (channel, entry, frame) => {
    const instId = 'LTC-USDT-SWAP';
    const text = JSON.stringify({ arg: { channel, instId }, data: [{ instId, ...entry }] });
    expect(readOkxMessage(text)).toMatchObject({ frames: [{ symbol: instId, ...frame }] });
  });

  it('answers requests: taken on, refused, or a sign of life', () => {
    expect(readOkxMessage('pong')).toMatchObject({ frames: [{ kind: 'control', isAccepted: false }] });
    expect(readOkxMessage('{"event":"subscribe","arg":{}}')).toMatchObject({
      frames: [{ isAccepted: true }],
    });
    expect(readOkxMessage('{"event":"error","code":"60018","msg":"doesn\'t exist"}')).toMatchObject({
      frames: [{ kind: 'refusal', code: '60018' }],
    });
  });

  it.each([
    [
      'a price that is no number',
      { asks: [['NaN', '1', '0', '1']] },
      'a price of asks must be plain decimal text, was "NaN"',
    ],
    ['a price of zero', { bids: [['0.0', '1', '0', '1']] }, 'a price of bids must be above zero, was "0.0"'],
    [
      'a size below zero',
      { bids: [['1', '-1', '0', '1']] },
      'a size of bids must be plain decimal text, was "-1"',
    ],
    [
      'a number in place of text',
      { bids: [[1, '1', '0', '1']] },
      'a price of bids must be plain decimal text, was 1',
    ],
    ['an unlinked number', { prevSeqId: -7 }, 'prevSeqId must be a whole number from 0 to 2^53, was -7'],
    [
      'a checksum of more than 32 bits',
      { checksum: 2 ** 33 },
      'checksum must be a signed integer of 32 bits, was 8589934592',
    ],
    ['a time that is none', { ts: 'now' }, 'ts must be Unix ms as text, was "now"'],
    ['levels that are none', { asks: null }, 'asks must be a list, was null'],
  ])('is refused for %s, naming rule and value', (_what, changes, rule) => {
    expect(book(changes)).toEqual({ kind: 'malformed', rule });
  });
});
