import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { exportDays } from './export-days.ts';
import { lookAtFiles } from './import-preview.ts';
import { importTable } from './import-table.ts';
import { StagedEvents, valueOf } from './staged-events.ts';

const START = 1_723_161_600_000 - 30_000;
const [BTC] = sandboxInstruments;
if (!BTC) throw new Error('the sandbox has an instrument');
const free = { isCanceled: false, progress: () => undefined };

let folder = '';
let writer: ArchiveWriter;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
  writer = valueOf(await openArchiveWriter(join(folder, 'archive'), { now: () => START }));
});
afterEach(async () => {
  await writer.close();
  rmSync(folder, { recursive: true });
});

/** A minute of the sandbox around midnight, with two venue bars before it. */
function minute(): MarketEvent[] {
  const market = createSandboxMarket({ seed: 7, startTime: unixMs(START), startPrices: {} });
  const events: MarketEvent[] = [];
  for (let event = market.next(); event && event.time < START + 60_000; event = market.next()) {
    if (event.instrument === BTC?.id) events.push(event);
  }
  return events;
}

async function read(target: ArchiveWriter, instrument: string): Promise<MarketEvent[]> {
  const events: MarketEvent[] = [];
  const range = { instrument, from: unixMs(0), to: unixMs(START * 2) };
  for await (const event of target.reader.events(range)) events.push(event);
  return events;
}

async function keep(events: readonly MarketEvent[]): Promise<void> {
  const source = { id: 'session', origin: 'recorded', isSimulated: true } as const;
  const staged = await StagedEvents.begin(writer, source);
  await staged.take(BTC as never, events);
  await staged.publish();
}

const days = ['2024-08-08', '2024-08-09'].map((day) => ({ instrument: BTC.id, day }));
const isTabled = ({ kind }: MarketEvent) =>
  kind === 'trade' || kind.startsWith('book') || kind === 'venue-bar';

describe('an export', () => {
  it.each([
    ['csv', false, '.csv'],
    ['csv', true, '.csv.gz'],
    ['parquet', false, '.parquet'],
  ] as const)('as %s (packed: %s) and its import give equal events', async (format, isPacked, ending) => {
    const events = minute();
    await keep(events);
    const report = await exportDays(writer.reader, { days, format, isPacked, folder }, free);
    expect(report).toMatchObject({ ok: true });
    const names = readdirSync(folder).filter((name) => name.endsWith(ending));
    const wanted = names
      .filter((name) => /_(trades|book|bars)_/.test(name))
      .map((name) => join(folder, name));
    expect(wanted.length).toBeGreaterThanOrEqual(2);

    const second = valueOf(await openArchiveWriter(join(folder, 'second'), { now: () => START }));
    const { lotSize, tickSize } = BTC as { lotSize: string; tickSize: string };
    for (const path of wanted) {
      const { faults, mapping } = await lookAtFiles([path]);
      expect(faults).toEqual([]);
      const outcome = await importTable(
        second,
        {
          importId: path.slice(-20),
          paths: [path],
          mapping: mapping as never,
          instrument: { id: 'copy:BTC/USDT:USDT', tickSize, lotSize, makerFeeBps: 2, takerFeeBps: 5 },
          brokenRows: 'refuse',
          finerSizes: 'refuse',
        },
        free,
      );
      expect(outcome).toMatchObject({ outcome: 'imported', rowsSkipped: 0 });
    }
    const came = await read(second, 'copy:BTC/USDT:USDT');
    await second.close();
    const byKind = (all: readonly MarketEvent[], isBook: boolean) =>
      all
        .filter((event) => isTabled(event) && event.kind.startsWith('book') === isBook)
        .map((event) => ({ ...event, instrument: '' }));
    const went = await read(writer, BTC.id);
    expect(byKind(came, true)).toEqual(byKind(went, true));
    expect(byKind(came, false)).toEqual(byKind(went, false));
    expect(byKind(went, true)).toEqual(byKind(events, true));
  });

  it('writes exact decimals and both clocks', async () => {
    const time = unixMs(START);
    const trade = { kind: 'trade', instrument: BTC.id, time: unixMs(START + 7), venueTime: time } as const;
    await keep([{ ...trade, ticks: 614_320, lots: 5, aggressor: 'buy', tradeId: 'a,"b' } as MarketEvent]);
    await exportDays(writer.reader, { days, format: 'csv', isPacked: false, folder }, free);
    const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.csv'));
    const step = Number(BTC.tickSize) * 614_320;
    expect(name).toBe('sandbox_BTC-USDT_USDT_trades_2024-08-08.csv');
    expect(readFileSync(join(folder, name), 'utf8')).toBe(
      `time_ms,received_ms,price,size,side,trade_id\n${START},${START + 7},${step},${Number(BTC.lotSize) * 5},buy,"a,""b"\n`,
    );
  });

  it('that was canceled leaves no file behind', async () => {
    await keep(minute());
    const canceled = { isCanceled: true, progress: () => undefined };
    const events = minute().length;
    const report = await exportDays(
      writer.reader,
      { days, format: 'csv', isPacked: false, folder },
      canceled,
    );
    expect(events).toBeGreaterThan(500);
    expect(report).toEqual({ ok: false, detail: 'canceled' });
    expect(readdirSync(folder)).toEqual(['archive']);
  });

  it('into a folder that is not there says so', async () => {
    await keep(minute());
    const gone = join(folder, 'gone');
    const report = await exportDays(
      writer.reader,
      { days, format: 'csv', isPacked: false, folder: gone },
      free,
    );
    expect(report).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/could not be written: .*ENOENT/),
    });
  });
});
