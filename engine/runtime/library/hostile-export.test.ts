import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { openDuck, parquetOf } from '../../archive/duck.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import { defineInstrument, type Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { exportDays } from './export-days.ts';
import { valueOf } from './staged-events.ts';

const MIDNIGHT = 1_723_161_600_000;
const BTC = sandboxInstruments[0] as Instrument;
const free = { isCanceled: false, progress: () => undefined };

let folder = '';
let target = '';
let writer: ArchiveWriter;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  target = join(folder, 'a', 'b', 'exports');
  mkdirSync(target, { recursive: true });
  writer = valueOf(await openArchiveWriter(join(folder, 'archive'), { now: () => MIDNIGHT }));
});
afterEach(async () => {
  await writer.close();
  rmSync(folder, { recursive: true });
});

async function keep(tradeIds: readonly string[], instrument: Instrument = BTC): Promise<void> {
  const events = tradeIds.map((tradeId, at) => {
    const time = unixMs(MIDNIGHT + 1000 + at);
    const observed = { instrument: instrument.id, time, venueTime: time };
    const event = { kind: 'trade', ...observed, ticks: 600_000, lots: 1, aggressor: 'buy', tradeId };
    return { position: at + 1, event: event as MarketEvent };
  });
  const source = { id: 'session', origin: 'imported', isSimulated: false } as const;
  valueOf(await writer.ingest({ instrument, source, events }));
}

const exported = (format: 'csv' | 'parquet', instrument = BTC) =>
  exportDays(
    writer.reader,
    { days: [{ instrument: instrument.id, day: '2024-08-09' }], format, isPacked: false, folder: target },
    free,
  );

describe('an export of what somebody else wrote', () => {
  it('stays in its folder, whatever the venue is called', async () => {
    const evil = defineInstrument({ ...BTC, venue: '../../evil' });
    await keep(['a'], evil);
    expect(await exported('csv', evil)).toMatchObject({ ok: true });
    expect(readdirSync(join(folder, 'a'))).toEqual(['b']);
    expect(readdirSync(target).length).toBe(1);
  });

  it('has no cell that a spreadsheet takes for a formula', async () => {
    await keep(['=cmd|calc', '@SUM(A1)', '-12', '+1+cmd', 'plain']);
    expect(await exported('csv')).toMatchObject({ ok: true });
    const [name = ''] = readdirSync(target);
    const lines = readFileSync(join(target, name), 'utf8').trimEnd().split('\n').slice(1);
    expect(lines.map((line) => line.split(',')[5])).toEqual([
      "'=cmd|calc",
      "'@SUM(A1)",
      '-12',
      "'+1+cmd",
      'plain',
    ]);
  });

  it('as Parquet keeps every sign of a text, wherever it comes', async () => {
    const odd = ['=cmd|calc', 'a,"b', "it's", '', 'x;y', 'NULL', '#', ' spaced ', 'line\nend'];
    const ids = [...Array.from({ length: 25_000 }, (_, at) => `t${at}`), ...odd];
    await keep(ids);
    expect(await exported('parquet')).toMatchObject({ ok: true });
    const [name = ''] = readdirSync(target);
    const duck = await openDuck({ threads: 1, memoryMb: 256 });
    const read = await duck.connection.runAndReadAll(
      `SELECT trade_id FROM ${parquetOf([join(target, name)])} ORDER BY time_ms`,
    );
    expect(
      read
        .getRows()
        .map(([id]) => id)
        .slice(-odd.length),
    ).toEqual(odd);
    duck.close();
  });

  it('neither writes through a link nor into the file of another attempt', async () => {
    await keep(['a']);
    const precious = join(folder, 'precious');
    writeFileSync(precious, 'precious');
    const name = '.sandbox_BTC-USDT_USDT_trades_2024-08-09.1.unfinished';
    symlinkSync(precious, join(target, name));
    const reports = await Promise.all([exported('csv'), exported('csv')]);
    expect(reports).toMatchObject([{ ok: true }, { ok: true }]);
    expect(readFileSync(precious, 'utf8')).toBe('precious');
    const files = readdirSync(target).filter((each) => each.endsWith('.csv'));
    expect(files.map((each) => readFileSync(join(target, each), 'utf8').split('\n').length)).toEqual([3, 3]);
  });
});
