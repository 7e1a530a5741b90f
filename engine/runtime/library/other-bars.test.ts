import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import { unixMs } from '../../domain/units/time.ts';
import { MarketState } from '../../market/market-state.ts';
import { TradeLog } from '../../market/trade-log.ts';
import { systemClock } from '../clock.ts';
import { BarBook } from '../flow/bar-book.ts';
import { ArchiveReplay } from './archive-replay.ts';
import { lookAtFiles } from './import-preview.ts';
import { importTable } from './import-table.ts';
import { valueOf } from './staged-events.ts';

const data = process.env['EDGEWRIGHT_DATA'];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 2025-06-02T00:00:00Z, a Monday. */
const JUNE_2 = 1_748_822_400_000;
/** 2014-12-01T00:00:00Z */
const DECEMBER_1 = 1_417_392_000_000;
const ID = 'test:BTC/USDT';

let folder = '';
let writer: ArchiveWriter;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'other-bars-'));
  writer = valueOf(await openArchiveWriter(join(folder, 'archive'), { now: () => JUNE_2 }));
});
afterEach(async () => {
  await writer.close();
  rmSync(folder, { recursive: true });
});

/** A row of a file as it stands there: time, open, high, low, close, volume. */
type FileRow = readonly number[];

/** Imports the rows of a recorded table that lie in `from` up to `to`; answers with them. */
async function keep(name: string, from: number, to: number): Promise<readonly FileRow[]> {
  const text = gunzipSync(readFileSync(join(data ?? '', 'ohlcv', `${name}.csv.gz`))).toString();
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const wanted = lines.filter((line) => Number.parseInt(line, 10) >= from && Number.parseInt(line, 10) < to);
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, [header, ...wanted].join('\n'));
  const { mapping } = await lookAtFiles([path]);
  const report = await importTable(
    writer,
    {
      importId: name,
      paths: [path],
      mapping: mapping as never,
      instrument: { id: ID, tickSize: '0.01', lotSize: '0.000001', makerFeeBps: 0, takerFeeBps: 0 },
      brokenRows: 'refuse',
      finerSizes: 'cut',
    },
    { isCanceled: false, progress: () => undefined },
  );
  expect(report).toMatchObject({ outcome: 'imported', eventsKept: wanted.length });
  return wanted.map((line) => line.split(',').map(Number));
}

const rowOf = ({ close, high, low, open, openTime, volumeBase }: Omit<Bar, 'intervalMs'>): FileRow => [
  openTime,
  open,
  high,
  low,
  close,
  volumeBase,
];

async function barsOf(from: number, to: number, intervalMs: number) {
  const range = { instrument: ID, from: unixMs(from), to: unixMs(to) };
  return valueOf(await writer.reader.bars(range, intervalMs));
}

/** Plays days into a market and answers with it and the charts of it. */
async function play(days: readonly string[], fromMs?: number) {
  const keys = days.map((day) => ({ instrument: ID, day }));
  const source = new ArchiveReplay({
    reader: writer.reader,
    days: keys,
    onFailure: (detail) => expect.unreachable(detail),
  });
  const opened = await source.open(fromMs);
  if (!opened.ok) throw new Error(opened.failure.detail);
  const { feed } = opened.past;
  const market = new MarketState(feed.instruments);
  const its = market.of(ID);
  if (!its) throw new Error('the replay must be of the instrument');
  let closed = 0;
  while (feed.progress() !== 1 || feed.isWaiting === true) {
    const event = feed.next();
    if (event) closed += market.apply(event).closedBars.length;
    else if (feed.isWaiting === true) await new Promise<void>((go) => void systemClock.after(1, go));
    else break;
  }
  const book = new BarBook(its, new TradeLog());
  return { market: its, closed, chart: (intervalMs: number) => chartOf(book, intervalMs) };
}

function chartOf(book: BarBook, intervalMs: number): FileRow[] {
  const { bars } = book.seriesOf({ kind: 'time', intervalMs }).series;
  return Array.from({ length: bars.total - bars.first }, (_, at) => bars.at(bars.first + at)).flatMap((bar) =>
    bar ? [rowOf(bar as never)] : [],
  );
}

const byStep = (rows: readonly FileRow[], intervalMs: number): FileRow[] => {
  const periods = Map.groupBy(rows, ([time = 0]) => time - (time % intervalMs));
  return [...periods].map(([opened, its]) => {
    const column = (at: number) => its.map((row) => row[at] ?? 0);
    const volume = column(5).reduce((sum, each) => sum + each, 0);
    return [
      opened,
      its[0]?.[1] ?? 0,
      Math.max(...column(2)),
      Math.min(...column(3)),
      its.at(-1)?.[4] ?? 0,
      volume,
    ];
  });
};

const close = (rows: readonly FileRow[]) =>
  rows.map((row) => row.map((value) => Math.round(value * 1e6) / 1e6));
const instrumentOf = async (): Promise<Instrument | undefined> => valueOf(await writer.reader.instrument(ID));

describe.skipIf(data === undefined)('bars of other lengths than a minute (needs EDGEWRIGHT_DATA)', () => {
  it.each([
    ['bybit-linear_BTCUSDT_5m', 5 * MINUTE, JUNE_2, ['2025-06-02', '2025-06-03']],
    ['bybit-linear_BTCUSDT_1h', HOUR, JUNE_2, ['2025-06-02', '2025-06-03']],
    ['coinbase_BTCUSD_1d_2014-2018', DAY, DECEMBER_1, ['2014-12-01', '2014-12-02']],
  ])(
    '%s are of their days, cover them, and are given out as they are',
    async (name, intervalMs, from, days) => {
      const to = from + 2 * DAY;
      const rows = await keep(name, from, to);
      const inventory = valueOf(await writer.reader.inventory());
      expect(inventory.map(({ day }) => day)).toEqual(days);
      expect(inventory.map(({ quality }) => quality?.counts.coverage)).toEqual([1, 1]);
      expect(inventory.map((day) => day.rows.bars)).toEqual([DAY / intervalMs, DAY / intervalMs]);
      expect((await instrumentOf())?.id).toBe(ID);
      const bars = await barsOf(from, to, intervalMs);
      expect(bars.map(rowOf)).toEqual(rows);
      expect(new Set(bars.map((bar) => bar.intervalMs))).toEqual(new Set([intervalMs]));
      expect(await barsOf(from, to, MINUTE)).toEqual([]);
      expect(await barsOf(from, to, intervalMs / 2)).toEqual([]);
      const other = valueOf(
        await writer.reader.otherBars({ instrument: ID, from: unixMs(from), to: unixMs(to) }),
      );
      expect(other.map(rowOf)).toEqual(rows);
      const played = await play(days);
      expect(played.chart(intervalMs)).toEqual(rows);
      expect(played.chart(MINUTE)).toEqual([]);
      expect(played.market.bars.length).toBe(0);
      expect(played.closed).toBe(0);
    },
  );

  it('make longer ones, and are told once where two lengths tell of the same time', async () => {
    const hours = await keep('bybit-linear_BTCUSDT_1h', JUNE_2, JUNE_2 + DAY);
    const fives = await keep('bybit-linear_BTCUSDT_5m', JUNE_2, JUNE_2 + DAY / 2);
    const range = [JUNE_2, JUNE_2 + DAY] as const;
    expect(close((await barsOf(...range, HOUR)).map(rowOf))).toEqual(close(hours));
    expect(close((await barsOf(...range, 4 * HOUR)).map(rowOf))).toEqual(close(byStep(hours, 4 * HOUR)));
    expect(close((await barsOf(...range, 15 * MINUTE)).map(rowOf))).toEqual(
      close(byStep(fives, 15 * MINUTE)),
    );
    const played = await play(['2025-06-02']);
    expect(close(played.chart(HOUR))).toEqual(close(hours));
    expect(close(played.chart(DAY))).toEqual(close(byStep(hours, DAY)));
    expect(close(played.chart(15 * MINUTE))).toEqual(close(byStep(fives, 15 * MINUTE)));
    const [day] = valueOf(await writer.reader.inventory());
    expect(day?.quality?.counts.coverage).toBe(1);
  });

  it('of before a replay are there when it begins, and none that was not over by then', async () => {
    const rows = await keep('bybit-linear_BTCUSDT_1h', JUNE_2, JUNE_2 + 2 * DAY);
    const begin = JUNE_2 + DAY + 90 * MINUTE;
    const source = new ArchiveReplay({
      reader: writer.reader,
      days: [{ instrument: ID, day: '2025-06-03' }],
      onFailure: (detail) => expect.unreachable(detail),
    });
    const opened = await source.open(begin);
    if (!opened.ok) throw new Error(opened.failure.detail);
    const before: number[] = [];
    for (let event = opened.past.feed.next(); event && event.time <= begin; event = opened.past.feed.next()) {
      if (event.kind === 'venue-bar') before.push(event.openTime);
    }
    opened.past.feed.close();
    const over = rows.filter(([time = 0]) => time + HOUR <= begin);
    expect(before).toEqual(over.map(([time]) => time));
    expect(before).toHaveLength(25);
  });
});
