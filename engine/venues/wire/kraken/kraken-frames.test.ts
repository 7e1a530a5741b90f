import { describe, expect, it } from 'vitest';
import { LevelSide } from '../level-side.ts';
import { krakenChecksum } from './kraken-checksum.ts';
import { readKrakenV1Message } from './kraken-v1-frame.ts';
import { readKrakenV2Message } from './kraken-v2-frame.ts';

function sideOf(direction: 1 | -1, levels: readonly (readonly [string, string])[]): LevelSide {
  const side = new LevelSide(direction);
  side.replace(
    levels.map(([price, size]) => ({ ticks: Math.round(Number(price) * 1e5), lots: 1, price, size })),
  );
  return side;
}

describe("R-MD-02: Kraken's checksum", () => {
  // The example of the venue's own guide: ten asks from 0.05005, ten bids from 0.05000, 974947235.
  const asks = sideOf(-1, [
    ['0.05005', '0.00000500'],
    ['0.05010', '0.00000500'],
    ['0.05015', '0.00000500'],
    ['0.05020', '0.00000500'],
    ['0.05025', '0.00000500'],
    ['0.05030', '0.00000500'],
    ['0.05035', '0.00000500'],
    ['0.05040', '0.00000500'],
    ['0.05045', '0.00000500'],
    ['0.05050', '0.00000500'],
  ]);
  const bids = sideOf(1, [
    ['0.05000', '0.00000500'],
    ['0.04995', '0.00000500'],
    ['0.04990', '0.00000500'],
    ['0.04980', '0.00000500'],
    ['0.04975', '0.00000500'],
    ['0.04970', '0.00000500'],
    ['0.04965', '0.00000500'],
    ['0.04960', '0.00000500'],
    ['0.04955', '0.00000500'],
    ['0.04950', '0.00000500'],
  ]);

  it('is of the digits as sent, without point and leading zeros', () => {
    expect(krakenChecksum(bids, asks)).toBe(974_947_235);
  });

  it('puts trailing zeros back that were left out', () => {
    const short = ['0.0501', '0.000005'] as const;
    const trimmed = sideOf(
      -1,
      asks.top(10).map(({ price, size }) => (price === '0.05010' ? short : [price, size])),
    );
    expect(krakenChecksum(bids, trimmed, { price: 5, size: 8 })).toBe(974_947_235);
    expect(krakenChecksum(bids, trimmed)).not.toBe(974_947_235);
  });
});

describe("a message of Kraken's first socket", () => {
  it('may hold both sides in two parts, the checksum in the last', () => {
    const text =
      '[1920,{"a":[["0.042990","364630.28272081","1618678145.920470"]]},{"b":[["0.042990","0.00000000","1618678145.920708","r"]],"c":"4105471083"},"book-1000","SC/EUR"]';
    expect(readKrakenV1Message(text)).toMatchObject({
      frames: [
        {
          symbol: 'SC/EUR',
          isSnapshot: false,
          asks: ['0.042990', '364630.28272081'],
          bids: ['0.042990', '0.00000000'],
          checksum: 4_105_471_083,
          venueTime: 1_618_678_145_920,
        },
      ],
    });
  });

  it('names the taker of a trade by one letter and gives no id', () => {
    const text = '[993,[["354.11000000","0.89594024","1618678142.557535","s","l",""]],"trade","XMR/USD"]';
    expect(readKrakenV1Message(text)).toMatchObject({
      frames: [{ prints: [{ aggressor: 'sell', price: '354.11000000', tradeId: '1618678142.557535-0' }] }],
    });
  });

  it.each([
    [
      'a change without checksum',
      '[1,{"b":[["1","1","1618678145.9"]]},"book-10","A/B"]',
      'a change of a book must have a checksum, had none',
    ],
    [
      'a checksum beyond 32 bits',
      '[1,{"b":[["1","1","1618678145.9"]],"c":"4294967296"},"book-10","A/B"]',
      'c must be the text of an unsigned integer of 32 bits, was "4294967296"',
    ],
    ['a book of nothing', '[1,{"c":"1"},"book-10","A/B"]', 'a book must have levels, had none'],
    ['a list of two', '[1,2]', 'a message must be a list of 4 or 5, was a list of 2'],
  ])('is refused for %s', (_what, text, rule) => {
    expect(readKrakenV1Message(text)).toEqual({ kind: 'malformed', rule });
  });
});

describe("a message of Kraken's second socket", () => {
  it('keeps the digits of its numbers, trailing zeros included', () => {
    const text =
      '{"channel":"book","type":"update","data":[{"symbol":"BTC/USD","bids":[{"price":45283.50,"qty":123456789.10000000}],"asks":[],"checksum":2114181697,"timestamp":"2023-10-06T17:35:55.440295Z"}]}';
    expect(readKrakenV2Message(text)).toMatchObject({
      frames: [
        { bids: ['45283.50', '123456789.10000000'], checksum: 2_114_181_697, venueTime: 1_696_613_755_440 },
      ],
    });
  });

  it('writes out what has an exponent, and leaves digits in text alone', () => {
    const text =
      '{"channel":"trade","type":"update","data":[{"symbol":"A1/USD","side":"buy","price":5.39e-06,"qty":1.5E+3,"trade_id":9007199254740993,"timestamp":"2023-09-25T07:48:36.925533Z"}]}';
    expect(readKrakenV2Message(text)).toMatchObject({
      frames: [
        { prints: [{ symbol: 'A1/USD', price: '0.00000539', size: '1500', tradeId: '9007199254740993' }] },
      ],
    });
  });

  it('marks trades of before as such', () => {
    const text = '{"channel":"trade","type":"snapshot","data":[]}';
    expect(readKrakenV2Message(text)).toMatchObject({ frames: [{ kind: 'trades', isBacklog: true }] });
  });
});
