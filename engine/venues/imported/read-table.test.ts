import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { openCsv } from './csv-source.ts';
import { proposeMapping } from './known-headers.ts';
import { readTable } from './read-table.ts';
import { DecimalMeter, GridSteps, type Steps } from './steps.ts';
import type { RowProblem, TableRow } from './table-row.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'table-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const STEPS = { tickSize: '0.1', lotSize: '0.001' };
const INSTRUMENT = 'test:BTC/USDT';

async function open(path: string) {
  const source = await openCsv(path);
  const rows: TableRow[] = [];
  for await (const batch of source.rows()) rows.push(...batch);
  const sample = rows.slice(0, 1000).map(({ cells }) => cells);
  return { source, rows, mapping: proposeMapping(source.header, sample, ',') };
}

async function read(
  path: string,
  change: Partial<ColumnMapping> = {},
  steps: Steps = new GridSteps(STEPS, false),
) {
  const { mapping, source } = await open(path);
  const events: MarketEvent[] = [];
  const problems: RowProblem[] = [];
  const options = {
    instrument: INSTRUMENT,
    mapping: { ...mapping, ...change },
    steps,
    onProblem: (problem: RowProblem) => problems.push(problem),
  };
  for await (const piece of readTable(source, options)) events.push(...piece.events);
  return { events, problems, mapping };
}

function fileOf(lines: readonly string[], name = 'table.csv'): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const rulesOf = (problems: readonly RowProblem[]) => problems.map(({ line, rule }) => `${line}: ${rule}`);

describe('a table of bars', () => {
  const header = 'ts_ms,open,high,low,close,volume';
  it('gives minutes that are known when they are over', async () => {
    const { events, mapping, problems } = await read(
      fileOf([header, '1748623140000,100.5,101,99.5,100,2.5', '1748623200000,100,100.2,99,99.1,0']),
    );
    expect(mapping).toMatchObject({ kind: 'bars', timeUnit: 'ms', intervalMs: 60_000 });
    expect(problems).toEqual([]);
    expect(events[0]).toEqual({
      kind: 'venue-bar',
      instrument: INSTRUMENT,
      time: 1_748_623_200_000,
      venueTime: 1_748_623_200_000,
      openTime: 1_748_623_140_000,
      intervalMs: 60_000,
      open: 100.5,
      high: 101,
      low: 99.5,
      close: 100,
      volumeBase: 2.5,
    });
  });

  it('tells every broken rule with its line and value, and keeps the rest', async () => {
    const good = (minute: number) => `${1_748_623_200_000 + minute * 60_000},100,101,99,100.5,1`;
    const { events, problems } = await read(
      fileOf([
        header,
        good(0),
        good(1),
        good(2),
        good(1),
        good(2),
        `${1_748_623_200_000 + 180_001},100,101,99,100.5,1`,
        `${1_748_623_200_000 + 240_000},100,100.4,99,100.5,1`,
        `${1_748_623_200_000 + 240_000},100,101,100.1,100.5,1`,
        `${1_748_623_200_000 + 240_000},0,101,99,100.5,1`,
        `${1_748_623_200_000 + 240_000},100,101,99,100.5,-1`,
        `${1_748_623_200_000 + 240_000},100,101,99,100.55,1`,
        `${1_748_623_200_000 + 240_000},100,101,99,100.5`,
        `noon,100,101,99,100.5,1`,
        good(4),
      ]),
    );
    expect(events).toHaveLength(4);
    expect(rulesOf(problems)).toEqual([
      '5: time must not go back, was 1748623260000 after 1748623320000 (ms since 1970)',
      '6: a bar of 1748623320000 (ms since 1970) is there already',
      '7: time must be the begin of a period of 60000 ms, was 1748623380001',
      '8: high must not be below open, low and close, was 100.4 below 100.5',
      '9: low must not be above open and close, was 100.1 above 100',
      '10: open must be above zero, was 0',
      '11: volume must be a plain decimal, was "-1"',
      '12: close must be a multiple of the tick 0.1, was 100.55',
      '13: a row must have 6 cells, had 5',
      '14: time must be a number of ms since 1970, was "noon"',
    ]);
  });
});

describe('a table of prints', () => {
  const header = 'exchange,symbol,timestamp,local_timestamp,id,side,price,amount';
  const RECEIVED = '1583020803307160';
  const row = (id: string, side: string, price: string, amount: string) =>
    `bitmex,XBTUSD,1583020803145000,${RECEIVED},${id},${side},${price},${amount}`;

  it('of a vendor has both clocks in microseconds and the taker in its side', async () => {
    const { events, mapping, problems } = await read(fileOf([header, row('a', 'sell', '8531.5', '2.152')]));
    expect(problems).toEqual([]);
    expect(mapping).toMatchObject({ kind: 'trades', timeUnit: 'us' });
    expect(events).toEqual([
      {
        kind: 'trade',
        instrument: INSTRUMENT,
        time: 1_583_020_803_307,
        venueTime: 1_583_020_803_145,
        ticks: 85_315,
        lots: 2152,
        aggressor: 'sell',
        tradeId: 'a',
      },
    ]);
  });

  it('says which row is doubled, has another side word or is finer than the lot', async () => {
    const { events, problems } = await read(
      fileOf([
        header,
        row('a', 'sell', '8531.5', '1'),
        row('a', 'sell', '8531.5', '1'),
        row('b', 'unknown', '8531.5', '1'),
        row('c', 'buy', '8531.5', '0.00015'),
        row('d', 'buy', '8531.5', '0'),
        row('e', 'buy', '8531.5', '1').replace(RECEIVED, '1583020803306000'),
        row('f', 'buy', '8531.5', '1'),
      ]),
    );
    expect(events).toHaveLength(2);
    expect(rulesOf(problems)).toEqual([
      '3: trade a is there already',
      '4: side must be one of buy, b, bid, bids, 1, long, sell, s, ask, asks, a, -1, short, was "unknown"',
      '5: size must be a multiple of the lot 0.001, was 0.00015',
      '6: size must be above zero, was 0',
      '7: time must not go back, was 1583020803306 after 1583020803307 (ms since 1970)',
    ]);
  });

  it('cuts sizes down to whole lots only when it may, and counts them', async () => {
    const steps = new GridSteps(STEPS, true);
    const { events } = await read(fileOf([header, row('a', 'sell', '8531.5', '1.00055')]), {}, steps);
    expect(events[0]).toMatchObject({ lots: 1000 });
    expect(steps.cutSizes).toBe(1);
  });

  it('turns the words round where the column is about the maker', async () => {
    const { events } = await read(
      fileOf([
        'id,price,qty,time,is_buyer_maker',
        '1,100.0,1,1723161255342,True',
        '2,100.0,1,1723161255342,false',
      ]),
    );
    expect(events.map((event) => (event.kind === 'trade' ? event.aggressor : ''))).toEqual(['sell', 'buy']);
  });

  it('numbers prints without an id and reads scientific numbers digit by digit', async () => {
    const path = fileOf([
      'time,price,size,side',
      '2024-08-08T23:54:15.250Z,1e2,5E-3,b',
      '2024-08-09 00:00:00,100,1,s',
    ]);
    const { events, problems } = await read(path);
    expect(problems).toEqual([]);
    expect(events).toMatchObject([
      { time: 1_723_161_255_250, ticks: 1000, lots: 5, tradeId: '1' },
      { time: 1_723_161_600_000, tradeId: '2' },
    ]);
  });
});

describe('a table of price levels', () => {
  const header = 'exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount';
  const row = (
    ms: number,
    isSnapshot: boolean,
    ...[side, price, amount]: readonly [string, string, string]
  ) => `deribit,BTC,${ms}000,${ms}500,${String(isSnapshot)},${side},${price},${amount}`;
  const START = 1_585_699_200_245;

  it('joins the rows of one moment into one change of the book', async () => {
    const { events, problems } = await read(
      fileOf([
        header,
        row(START, true, 'ask', '100.2', '2'),
        row(START, true, 'ask', '100.1', '1'),
        row(START, true, 'bid', '99.9', '3'),
        row(START + 10, false, 'bid', '99.9', '0'),
        row(START + 10, false, 'bid', '99.8', '1.5'),
        row(START + 20, false, 'ask', '100.1', '4'),
      ]),
    );
    expect(problems).toEqual([]);
    expect(events).toMatchObject([
      { kind: 'book-snapshot', bids: [999, 3000], asks: [1001, 1000, 1002, 2000], updateId: 1 },
      { kind: 'book-delta', bids: [999, 0, 998, 1500], asks: [], updateId: 2, time: START + 10 },
      { kind: 'book-delta', bids: [], asks: [1001, 4000], updateId: 3 },
    ]);
  });

  it('says that the book cannot be believed after a row that was left out', async () => {
    const { events, problems } = await read(
      fileOf([
        header,
        row(START, true, 'ask', '100.1', '1'),
        row(START, true, 'bid', '99.9', '3'),
        row(START + 10, false, 'bid', 'x', '1'),
        row(START + 20, false, 'bid', '99.8', '1'),
        row(START + 30, false, 'bid', '99.8', '1'),
        row(START + 30, false, 'bid', '99.8', '2'),
      ]),
    );
    expect(rulesOf(problems)).toEqual([
      '4: price must be a plain decimal, was "x"',
      '7: the bid at 99.8 is there already with another size',
    ]);
    expect(events.map((event) => event.kind)).toEqual([
      'book-snapshot',
      'feed-status',
      'book-delta',
      'book-delta',
      'feed-status',
    ]);
  });

  it('reads update ids and snapshot words of another vendor', async () => {
    const { events, mapping, problems } = await read(
      fileOf([
        'symbol,timestamp,first_update_id,last_update_id,side,update_type,price,qty,pu',
        'BTCUSDT,1667346579146,5,7,b,snap,20377.00,1.770,-1',
        'BTCUSDT,1667346579146,5,7,a,snap,20377.10,0.001,-1',
        'BTCUSDT,1667346579146,8,9,a,set,20377.10,0.000,7',
      ]),
    );
    expect(problems).toEqual([]);
    expect(mapping.kind).toBe('book-levels');
    expect(events).toMatchObject([
      { kind: 'book-snapshot', updateId: 7, bids: [203_770, 1770], asks: [203_771, 1] },
      { kind: 'book-delta', updateId: 9, asks: [203_771, 0] },
    ]);
  });
});

describe('a table of books', () => {
  const header =
    'exchange,symbol,timestamp,local_timestamp,asks[0].price,asks[0].amount,bids[0].price,bids[0].amount,asks[1].price,asks[1].amount,bids[1].price,bids[1].amount';
  it('has as many levels as it has columns, and fewer where cells are empty', async () => {
    const { events, mapping, problems } = await read(
      fileOf([
        header,
        'binance,B,1598918403696000,1598918403810979,100.1,1,100,2,100.2,3,99.9,4',
        'binance,B,1598918403888000,1598918403894256,100.1,1,100,2,,,99.9,4',
        'binance,B,1598918403888000,1598918403894256,100.1,1,100.1,2,,,99.9,4',
        'binance,B,1598918403888000,1598918403894256,100.1,1,99.9,2,,,100,4',
      ]),
    );
    expect(mapping).toMatchObject({ kind: 'book-snapshots', columns: { bidPrice: 'bids[#].price' } });
    expect(events).toMatchObject([
      { bids: [1000, 2000, 999, 4000], asks: [1001, 1000, 1002, 3000] },
      { bids: [1000, 2000, 999, 4000], asks: [1001, 1000] },
    ]);
    expect(rulesOf(problems)).toEqual([
      '4: the best bid must be below the best ask, was not',
      '5: bid prices must be above zero and go away from the middle, was 100',
    ]);
  });

  it('knows the close of a quote bar only when the bar is over', async () => {
    const { events, mapping } = await read(
      fileOf([
        'ts_ms,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size',
        '1670889600000,100,100,100,100.1,0.5,101,101,101,100.9,0.4',
        '1670889660000,100,100,100,100.2,0.5,101,101,101,100.8,0.4',
      ]),
    );
    expect(mapping).toMatchObject({ kind: 'quotes', timeShiftMs: 60_000 });
    expect(events[0]).toMatchObject({ time: 1_670_889_660_000, bids: [1001, 500], asks: [1009, 400] });
  });
});

describe('a file', () => {
  it('may be packed, have a byte order mark, Windows line ends and another delimiter', async () => {
    const path = join(folder, 'packed.csv.gz');
    const text = '\uFEFFtime;price;size;side\r\n1723161255342;100;1;buy\r\n';
    writeFileSync(path, gzipSync(text));
    const { source, rows } = await open(path);
    expect(source.header).toEqual(['time', 'price', 'size', 'side']);
    expect(rows).toEqual([{ line: 2, cells: ['1723161255342', '100', '1', 'buy'] }]);
  });

  it.each([
    ['nothing', '', /must have a line with the names of its columns/],
    ['no header', '1,2,3\n4,5,6\n', /the first line must name the columns/],
    ['a name twice', 'a,a\n1,2\n', /"a" is there twice/],
    ['a quote that never ends', 'a,b\n1,"2\n', /Quote/],
    ['a row without end', `a,b\n${'x'.repeat(1_100_000)}`, /must not be longer than 1048576 characters/],
  ])('with %s is refused with its name and the rule', async (_what, text, rule) => {
    const path = join(folder, 'bad.csv');
    writeFileSync(path, text);
    const opening = async () => {
      for await (const _rows of (await openCsv(path)).rows());
    };
    await expect(opening()).rejects.toThrow(rule);
    await expect(opening()).rejects.toThrow(/bad\.csv/);
  });

  it('whose packing breaks off is refused', async () => {
    const path = join(folder, 'cut.csv.gz');
    const packed = gzipSync(
      `a,b\n${Array.from({ length: 50_000 }, (_, row) => `${row * 7919},x`).join('\n')}`,
    );
    writeFileSync(path, packed.subarray(0, packed.length / 2));
    const { source } = { source: await openCsv(path) };
    const reading = async () => {
      for await (const _rows of source.rows());
    };
    await expect(reading()).rejects.toThrow(/cut\.csv\.gz: the file cannot be read on/);
  });

  it('tells how fine its prices and sizes are', async () => {
    const meter = new DecimalMeter();
    const path = fileOf([
      'time,price,size,side',
      '1723161255342,1.2300,5e-3,buy',
      '1723161255342,1.5,12,sell',
    ]);
    const source = await openCsv(path);
    const mapping = proposeMapping(source.header, [['1723161255342']], ',');
    const options = { instrument: INSTRUMENT, mapping, steps: meter, onProblem: () => expect.unreachable() };
    for await (const _piece of readTable(source, options));
    expect([meter.priceDecimals, meter.sizeDecimals]).toEqual([2, 3]);
  });
});

const data = process.env['EDGEWRIGHT_DATA'];
const whyNot = data === undefined ? ' (needs EDGEWRIGHT_DATA)' : '';

describe('real files', () => {
  it.skipIf(data === undefined).each([
    ['ohlcv/bybit-linear_BTCUSDT_1m.csv.gz', 'bars', 43_200],
    ['ohlcv/bybit-linear_BTCUSDT_5m.csv.gz', 'bars', 25_920],
    ['ohlcv/yahoo_BTCUSD_1d.csv.gz', 'bars', 4280],
    ['trades/binance-spot_XRPETH_aggtrades_2019-10-11_13.csv.gz', 'trades', 12_477],
    ['trades/binance-usdm_BTCUSDT_trades_2024-08-08.csv.gz', 'trades', 21_313],
    ['quotes/bybit-spot_BTCUSDT_quote_1m_2022-12-13.csv.gz', 'quotes', 721],
    ['book/small-samples/binance-futures_book_snapshot_25_BTCUSDT.csv', 'book-snapshots', 10],
    ['book/small-samples/binance-futures_book_snapshot_5_BTCUSDT.csv', 'book-snapshots', 10],
    ['book/small-samples/deribit_incremental_book_L2_BTC-PERPETUAL.csv', 'book-levels', 1],
    ['book/small-samples/huobi-dm-swap_quotes_BTC-USD.csv', 'quotes', 10],
    ['book/small-samples/bitmex_trades_XBTUSD.csv', 'trades', 10],
    ['book/small-samples/btcusdt-depth-snap.csv', 'book-levels', 1],
    ['book/small-samples/btcusdt-depth-update.csv', 'book-levels', 1],
  ] as const)(`%s is recognised as %s and read without a complaint${whyNot}`, async (name, kind, count) => {
    const { events, mapping, problems } = await read(join(data ?? '', name), {}, new DecimalMeter());
    expect(problems).toEqual([]);
    expect(mapping.kind).toBe(kind);
    expect(events).toHaveLength(count);
  });
});
