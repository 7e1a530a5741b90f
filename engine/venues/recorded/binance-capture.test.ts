import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { type BinanceCaptureRequest, openBinanceCapture } from './binance-capture.ts';
import {
  CAPTURE_START,
  captureLine,
  diff,
  snapshot,
  ticker,
  trade,
  writeCapture,
} from './fixtures/capture-file.ts';
import { PlainBook } from './fixtures/plain-book.ts';
import { openRecordedFeed } from './open-recorded-feed.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capture-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fileOf = (lines: readonly (object | string)[], name = 'capture.gz') =>
  writeCapture(join(folder, name), lines);

function replay(request: BinanceCaptureRequest) {
  const feed = openBinanceCapture(request);
  const events: MarketEvent[] = [];
  for (let event = feed.next(); event !== undefined; event = feed.next()) events.push(event);
  return { events, statistics: feed.statistics, instrument: feed.instrument, progress: feed.progress() };
}

const read = (lines: readonly (object | string)[]) =>
  replay({ paths: [fileOf(lines)], checkedBook: new PlainBook() });

/** What the events say in short: `snapshot 5`, `delta 6`, `gap`. */
const story = (events: readonly MarketEvent[]) =>
  events.map((event) => {
    if (event.kind === 'feed-status') return event.status;
    return 'updateId' in event ? `${event.kind.replace('book-', '')} ${event.updateId}` : event.kind;
  });

const BID = ['100.00000000', '1.00000000'] as const;
const ASK = ['100.10000000', '2.00000000'] as const;
const whole = (lastUpdateId: number) => snapshot(lastUpdateId, [BID], [ASK]);

describe('a spot capture', () => {
  it('joins snapshot and waiting diffs as the venue documents it', () => {
    const { events, statistics } = read([diff([1, 3]), diff([4, 6]), whole(5), diff([7, 9])]);
    // 1–3 is in the snapshot; 4–6 reaches over 5; 7–9 follows 6.
    expect(story(events)).toEqual(['snapshot 5', 'live', 'delta 6', 'delta 9', 'ended']);
    expect(statistics).toMatchObject({ diffs: 3, snapshots: 1, gaps: 0, malformed: 0 });
  });

  it('waits for a new snapshot after a hole and joins what came since', () => {
    const { events, statistics } = read([
      diff([4, 6]),
      whole(5),
      diff([8, 9]),
      diff([10, 11]),
      whole(10),
      diff([12, 12]),
    ]);
    expect(story(events)).toEqual([
      'snapshot 5',
      'live',
      'delta 6',
      'gap',
      'snapshot 10',
      'live',
      'delta 11',
      'delta 12',
      'ended',
    ]);
    expect(events[3]).toMatchObject({ detail: 'update 6 was followed by 8 to 9' });
    expect(statistics.gaps).toBe(1);
  });

  it('does not join a snapshot older than what waits', () => {
    const { events } = read([diff([10, 12]), whole(5), diff([13, 14]), whole(13)]);
    expect(story(events)).toEqual(['gap', 'snapshot 13', 'live', 'delta 14', 'ended']);
  });

  it('drops repeated diffs and a snapshot it does not need', () => {
    const { events, statistics } = read([diff([4, 6]), whole(5), diff([4, 6]), diff([7, 7]), whole(6)]);
    expect(story(events)).toEqual(['snapshot 5', 'live', 'delta 6', 'delta 7', 'ended']);
    expect(statistics.repeated).toBe(2);
  });

  it('reads prices and sizes as whole ticks and lots, and both clocks', () => {
    const { events, instrument } = read([
      diff([1, 1]),
      whole(1),
      diff([2, 2], [['61737.63000000', '0.00000000']], [['61837.64000000', '1.54698000']]),
    ]);
    expect(instrument).toMatchObject({ id: 'binance:BTC/USDT', tickSize: '0.01', lotSize: '0.00001' });
    expect(events[2]).toEqual({
      kind: 'book-delta',
      instrument: 'binance:BTC/USDT',
      time: CAPTURE_START + 2,
      venueTime: CAPTURE_START + 7,
      bids: [6_173_763, 0],
      asks: [6_183_764, 154_698],
      updateId: 2,
    });
  });

  it.each([
    ['the buyer rested, so a seller crossed', true, 'sell'],
    ['the seller rested, so a buyer crossed', false, 'buy'],
  ])('tells who crossed the spread: %s', (_what, isBuyerMaker, aggressor) => {
    const { events } = read([diff([1, 1]), trade(77, '100.01000000', '0.00020000', isBuyerMaker)]);
    expect(events[0]).toEqual({
      kind: 'trade',
      instrument: 'binance:BTC/USDT',
      time: CAPTURE_START + 1,
      venueTime: CAPTURE_START + 6,
      ticks: 10_001,
      lots: 20,
      aggressor,
      tradeId: '77',
    });
  });

  it('keeps the whole lots of a size finer than the lot and counts it', () => {
    const { events, statistics } = read([
      diff([1, 1]),
      whole(1),
      diff([2, 2], [], [['100.20', '25.42618900']]),
    ]);
    expect(events[2]).toMatchObject({ asks: [10_020, 2_542_618] });
    expect(statistics.roundedSizes).toBe(1);
  });

  it('compares its book with the best prices of the venue where both stand at one update', () => {
    const { statistics } = read([
      diff([1, 1]),
      whole(1),
      ticker(1, BID, ASK),
      ticker(2, BID, ASK),
      diff([2, 3], [['100.05', '4']]),
      ticker(3, ['100.05', '4'], ASK),
      ticker(4, BID, ASK),
      diff([4, 4]),
    ]);
    // Comparable: 1, 3 and 4; the ticker of 4 does not know the bid of 100.05.
    expect(statistics).toMatchObject({ tickers: 4, comparable: 3, equal: 2, crossed: 0 });
  });

  it('counts updates that cross the book', () => {
    expect(read([diff([1, 1]), whole(1), diff([2, 2], [['100.10', '1']])]).statistics.crossed).toBe(1);
  });

  const good = trade(1, '100.00', '1.00000', true);
  it.each([
    ['a cut line', captureLine(1, good).slice(0, 60), 'a frame must be JSON'],
    [
      'a line without time',
      JSON.stringify(good),
      'a line must be a receive time of 19 digits in ns, a space and a JSON object',
    ],
    ['a frame of nothing', captureLine(1, {}), 'a frame must have an event, an id or a lastUpdateId'],
    [
      'a stream without content',
      captureLine(1, { stream: 'a', data: [] }),
      'data must be an object, was a list of 0',
    ],
    [
      'a price off the grid',
      captureLine(1, trade(1, '100.001', '1', true)),
      'p must be decimal text in steps of 0.01, was "100.001"',
    ],
    [
      'a price below zero',
      captureLine(1, trade(1, '-100', '1', true)),
      'p must be decimal text in steps of 0.01, was "-100"',
    ],
    [
      'a trade of nothing',
      captureLine(1, trade(1, '100', '0', true)),
      'p and q of a trade must be above zero, was 10000 ticks and 0 lots',
    ],
    [
      'a size that is no number',
      captureLine(1, trade(1, '100', 'NaN', true)),
      'q must be decimal text, was "NaN"',
    ],
    ['ids the wrong way round', captureLine(1, diff([5, 4])), 'U must not be above u, was 5 and 4'],
    [
      'an id beyond 2^53',
      captureLine(1, diff([5, 2 ** 53])),
      'u must be a whole number from 0 to 2^53, was 9007199254740992',
    ],
    [
      'a level that is no pair',
      captureLine(1, diff([5, 6], ['x'] as never)),
      'a level of b must be [price, size], was "x"',
    ],
    [
      'a level at price zero',
      captureLine(1, diff([5, 6], [['0', '1']])),
      'a price of b must be above zero, was "0"',
    ],
  ])('skips %s, says where and why, and loses nothing else', (_what, line, rule) => {
    const { events, statistics } = read([diff([1, 1]), line, good, whole(1)]);
    expect(statistics.problems).toEqual([{ path: join(folder, 'capture.gz'), lineNumber: 2, rule }]);
    expect(statistics).toMatchObject({ malformed: 1, frames: 3, lines: 4 });
    expect(story(events)).toEqual(['trade', 'snapshot 1', 'live', 'ended']);
  });

  it('never lets time go back', () => {
    const { events, statistics } = read([
      diff([1, 1]),
      captureLine(9, trade(1, '100', '1', true)),
      captureLine(4, trade(2, '100', '1', true)),
    ]);
    expect(events.map(({ time }) => time - CAPTURE_START)).toEqual([9, 9, 9]);
    expect(statistics.clockSteps).toBe(1);
  });

  it('leaves other streams and symbols alone', () => {
    const other = { stream: 'btcusdt@kline_1m', data: { e: 'kline', s: 'BTCUSDT' } };
    const { statistics } = read([
      diff([1, 1]),
      other,
      JSON.parse(JSON.stringify(diff([1, 1])).replace('"BTCUSDT"', '"ETHUSDT"')) as object,
    ]);
    expect(statistics).toMatchObject({ others: 2, malformed: 0, diffs: 1 });
  });

  it('goes on from one file into the next as one session', () => {
    const paths = [
      fileOf([diff([4, 6]), whole(5)], 'one.gz'),
      fileOf([diff([7, 8]), diff([9, 9])], 'two.gz'),
    ];
    const { events, progress } = replay({ paths });
    expect(story(events)).toEqual(['snapshot 5', 'live', 'delta 6', 'delta 8', 'delta 9', 'ended']);
    expect(progress).toBe(1);
  });

  it('reads what a gzip stream that breaks off still holds', () => {
    const path = fileOf([
      diff([4, 6]),
      whole(5),
      ...Array.from({ length: 4000 }, (_, i) =>
        trade(i, `${100 + (i % 97)}.${10 + (i % 83)}`, `${1 + (i % 13)}`, i % 3 === 0),
      ),
    ]);
    const packed = readFileSync(path);
    writeFileSync(path, packed.subarray(0, Math.floor(packed.length / 2)));
    const { events, statistics } = replay({ paths: [path] });
    expect(statistics.cutShort).toEqual([path]);
    expect(story(events).slice(0, 3)).toEqual(['snapshot 5', 'live', 'delta 6']);
    expect(statistics.trades).toBeGreaterThan(1000);
    expect(statistics.malformed).toBeLessThanOrEqual(1);
  });

  it('reads tick and lot off a capture of a symbol it does not know', () => {
    const lines = [
      diff([1, 1], [['0.07120000', '12.00000000']]),
      snapshot(1, [['0.07125000', '3.50000000']], []),
    ];
    const path = fileOf(lines.map((frame, ms) => captureLine(ms, frame).replaceAll('BTCUSDT', 'WIFBTC')));
    expect(replay({ paths: [path] }).instrument).toMatchObject({
      symbol: 'WIF/BTC',
      tickSize: '0.00001',
      lotSize: '0.1',
      minSizeBase: '0.1',
      minNotionalQuote: '0',
    });
  });

  it.each([
    ['frames without depth', [trade(1, '100', '1', true)], /no Binance depth frame was found/],
    [
      'a symbol whose quote it cannot tell',
      [captureLine(0, diff([1, 1], [['1', '1']])).replaceAll('BTCUSDT', 'ABCXYZ')],
      /symbol ABCXYZ must end in one of/,
    ],
  ])('refuses %s', (_what, lines, sentence) => {
    const opened = openRecordedFeed([fileOf(lines)]);
    expect(opened.ok ? '' : opened.failure.detail).toMatch(sentence);
  });

  it('refuses to be read as another symbol, because snapshots name none', () => {
    const paths = [fileOf([diff([1, 1])])];
    expect(() => openBinanceCapture({ paths, symbol: 'ETHUSDT' })).toThrow(
      /is of BTCUSDT, ETHUSDT was asked for/,
    );
  });

  it('refuses to be read as the other market', () => {
    const paths = [fileOf([diff([1, 1])])];
    expect(() => openBinanceCapture({ paths, market: 'usdm' })).toThrow(
      /these are spot frames, usdm was asked for/,
    );
  });

  it('ends with the reason where a later file is no gzip', () => {
    const later = join(folder, 'later.gz');
    writeFileSync(later, Buffer.from([0x1f, 0x8b, 0, 1, 2, 3]));
    const opened = openRecordedFeed([fileOf([diff([4, 6]), whole(5)]), later]);
    if (!opened.ok) throw new Error(opened.failure.detail);
    const { feed } = opened;
    const events = Array.from({ length: 4 }, () => feed.next() as MarketEvent);
    expect(story(events)).toEqual(['snapshot 5', 'live', 'delta 6', 'ended']);
    expect(feed.failure).toMatch(/later\.gz: a capture must be a readable gzip file/);
  });
});

describe('a USD-M capture', () => {
  it('begins with the diff around the snapshot and follows the ids named in pu', () => {
    const { events, instrument } = read([
      diff([1, 3, 0]),
      diff([5, 8, 3]),
      whole(7),
      diff([12, 20, 8]),
      diff([31, 40, 20]),
    ]);
    expect(story(events)).toEqual(['snapshot 7', 'live', 'delta 8', 'delta 20', 'delta 40', 'ended']);
    expect(instrument).toMatchObject({ id: 'binance:BTC/USDT:USDT', tickSize: '0.1', lotSize: '0.001' });
  });

  it('sees a hole where pu is not the id before, whatever U says', () => {
    const { events } = read([diff([5, 8, 3]), whole(7), diff([9, 20, 9])]);
    expect(story(events)).toEqual(['snapshot 7', 'live', 'delta 8', 'gap', 'ended']);
    expect(events[3]).toMatchObject({ detail: 'update 8 was followed by 9 to 20, which follows 9' });
  });

  it('leaves out transfers that met no book', () => {
    const transfer = { stream: 'btcusdt@trade', data: { e: 'trade', s: 'BTCUSDT', X: 'INSURANCE_FUND' } };
    expect(read([diff([5, 8, 3]), transfer]).statistics).toMatchObject({
      others: 1,
      trades: 0,
      malformed: 0,
    });
  });
});

const captures = process.env['EDGEWRIGHT_DATA'];
const whyNot = captures === undefined ? ' (needs EDGEWRIGHT_DATA)' : '';
const captureFile = (name: string) => join(captures ?? '', 'book', `${name}.raw.gz`);

describe('real Binance sessions', () => {
  it.skipIf(captures === undefined)(
    `the spot session has no gap and 1059 of 1059 equal tops${whyNot}`,
    () => {
      const paths = ['binance-spot_BTCUSDT_20240808', 'binance-spot_BTCUSDT_20240809'].map(captureFile);
      const { statistics, events } = replay({ paths, checkedBook: new PlainBook() });
      expect(statistics).toMatchObject({
        lines: 41_249 + 58_325,
        gaps: 0,
        malformed: 0,
        crossed: 0,
        clockSteps: 0,
        trades: 19_904,
        comparable: 1059,
        equal: 1059,
      });
      const ids = events.flatMap((event) => (event.kind === 'trade' ? [Number(event.tradeId)] : []));
      expect(ids.every((id, index) => index === 0 || id === (ids[index - 1] ?? 0) + 1)).toBe(true);
    },
  );

  it.skipIf(captures === undefined)(`the USD-M session has no gap and 573 of 573 equal tops${whyNot}`, () => {
    const { statistics } = replay({
      paths: [captureFile('binance-usdm_BTCUSDT_20240808')],
      checkedBook: new PlainBook(),
    });
    expect(statistics).toMatchObject({
      lines: 93_954,
      gaps: 0,
      malformed: 0,
      crossed: 0,
      comparable: 573,
      equal: 573,
    });
  });
});
