import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import { defineInstrument, type Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { ArchiveReplay } from './archive-replay.ts';
import { exportDays } from './export-days.ts';
import { valueOf } from './staged-events.ts';

const MIDNIGHT = 1_723_161_600_000;
const DAY = 86_400_000;
const BTC = sandboxInstruments[0] as Instrument;
const coarse = defineInstrument({ ...BTC, tickSize: '0.1' });
const fine = defineInstrument({ ...BTC, tickSize: '0.01' });
const free = { isCanceled: false, progress: () => undefined };
const both = ['2024-08-09', '2024-08-10'].map((day) => ({ instrument: BTC.id, day }));

let folder = '';
let writer: ArchiveWriter;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steps-'));
  writer = valueOf(await openArchiveWriter(join(folder, 'archive'), { now: () => MIDNIGHT }));
  await keep(coarse, MIDNIGHT + 1000, 600_000);
  await keep(fine, MIDNIGHT + DAY + 1000, 6_100_000);
});
afterEach(async () => {
  await writer.close();
  rmSync(folder, { recursive: true });
});

async function keep(instrument: Instrument, at: number, ticks: number): Promise<void> {
  const observed = { instrument: instrument.id, time: unixMs(at), venueTime: unixMs(at) };
  const trade = { kind: 'trade', ...observed, ticks, lots: 1, aggressor: 'buy', tradeId: 'a' } as MarketEvent;
  const source = { id: `s${at}`, origin: 'recorded', isSimulated: true } as const;
  valueOf(await writer.ingest({ instrument, source, events: [{ position: 1, event: trade }] }));
}

const replayOf = (days: typeof both) =>
  new ArchiveReplay({ reader: writer.reader, days, onFailure: () => undefined }).open();

describe('days between which the venue changed its tick', () => {
  it('are exported in the prices they had', async () => {
    const report = await exportDays(
      writer.reader,
      { days: both, format: 'csv', isPacked: false, folder },
      free,
    );
    expect(report).toMatchObject({ ok: true, rows: 2 });
    const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.csv'));
    const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').slice(1);
    expect(lines.map((line) => line.split(',')[2])).toEqual(['60000', '61000']);
  });

  it('are replayed each by its own rules, and never as one', async () => {
    const first = await replayOf(both.slice(0, 1));
    expect(first.ok && first.past.feed.instruments[0]?.tickSize).toBe('0.1');
    if (first.ok) first.past.feed.close();
    expect(await replayOf(both)).toEqual({
      ok: false,
      failure: {
        code: 'file-refused',
        detail:
          `${BTC.id} has tick 0.1 and lot ${BTC.lotSize} on 2024-08-09, ` +
          `tick 0.01 and lot ${BTC.lotSize} on 2024-08-10: replay these days one after the other`,
      },
    });
  });
});
