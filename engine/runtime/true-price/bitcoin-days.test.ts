import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import type { ArchiveSource } from '../../archive/archive.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import { defineInstrument } from '../../domain/instrument/instrument.ts';
import type { VenueBar } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { readBitcoinDays } from './bitcoin-days.ts';

const DAY_MS = 86_400_000;
/** 2025-06-02T00:00:00Z */
const START = 1_748_822_400_000;
const [perpetual] = sandboxInstruments;
if (perpetual === undefined) throw new Error('the sandbox has instruments');
const instrumentOf = (symbol: string, venue = 'test') => {
  const [base = '', quote = ''] = symbol.split(/[/:]/);
  return defineInstrument({ ...perpetual, venue, symbol, base, quote });
};

let folder = '';
let writer: ArchiveWriter;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bitcoin-days-'));
  const opened = await openArchiveWriter(folder, { now: () => START });
  if (!opened.ok) throw new Error(opened.failure.detail);
  writer = opened.value;
});
afterEach(async () => {
  await writer.close();
  rmSync(folder, { recursive: true });
});

/** Keeps a daily bar a day, with these last prices. */
async function keep(
  symbol: string,
  closes: readonly number[],
  origin: Partial<ArchiveSource> & { venue?: string } = {},
) {
  const { venue = 'test', ...of } = origin;
  const instrument = instrumentOf(symbol, venue);
  const events = closes.map((close, at) => {
    const openTime = unixMs(START + at * DAY_MS);
    const time = unixMs(openTime + DAY_MS);
    const event: VenueBar = {
      kind: 'venue-bar',
      instrument: instrument.id,
      time,
      venueTime: time,
      openTime,
      intervalMs: DAY_MS,
      open: close,
      high: close,
      low: close,
      close,
      volumeBase: 1,
    };
    return { position: at + 1, event };
  });
  const source = { id: `${symbol} of ${venue}`, origin: 'imported', isSimulated: false, ...of } as const;
  const kept = await writer.ingest({ instrument, source, events });
  expect(kept.ok).toBe(true);
}

async function daysOf(wanted: string | null) {
  const read = await readBitcoinDays(writer.reader, wanted);
  if (!read.ok) throw new Error(read.detail);
  return read.value;
}

describe('kept prices of bitcoin', () => {
  it('are the last ones of each UTC day, when the day is over', async () => {
    await keep('BTC/USD', [100, 101, 99]);
    expect(await daysOf(null)).toEqual({
      instruments: ['test:BTC/USD'],
      instrument: 'test:BTC/USD',
      days: [
        { timeMs: START + DAY_MS, close: 100 },
        { timeMs: START + 2 * DAY_MS, close: 101 },
        { timeMs: START + 3 * DAY_MS, close: 99 },
      ],
    });
  });

  it('are of bitcoin in dollars, not made up, most days first, or those that were asked for', async () => {
    await keep('ETH/USD', [1, 2, 3, 4]);
    await keep('BTC/EUR', [1, 2, 3, 4]);
    await keep('BTC/USDT:USDT', [1, 2, 3, 4, 5], { venue: 'sandbox', isSimulated: true });
    await keep('BTC/USD', [1, 2]);
    await keep('BTC/USDT', [5, 6, 7]);
    expect(await daysOf(null)).toMatchObject({
      instruments: ['test:BTC/USDT', 'test:BTC/USD'],
      instrument: 'test:BTC/USDT',
    });
    expect((await daysOf('test:BTC/USD')).days.map(({ close }) => close)).toEqual([1, 2]);
    expect((await daysOf('sandbox:BTC/USDT:USDT')).instrument).toBe('test:BTC/USDT');
  });

  it('are none in an archive without any', async () => {
    await keep('ETH/USD', [1]);
    expect(await daysOf(null)).toEqual({ instruments: [], instrument: undefined, days: [] });
  });
});
