import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayFolder } from '../../archive/day-folder.ts';
import { type DayManifest, readManifest, writeManifest } from '../../archive/day-manifest.ts';
import { type Duck, openDuck } from '../../archive/duck.ts';
import { DAY_MS, utcDayOf } from '../../archive/utc-day.ts';
import { writePart } from '../../archive/write-part.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';

const TRADES_PER_DAY = 1_000_000;

/** What the archive of the query benchmark is made of: 50 days of two instruments, a million trades each. */
export const tradeArchive = {
  /** 2024-05-01T00:00:00Z */
  begin: 1_714_521_600_000,
  days: 50,
  instruments: sandboxInstruments.slice(0, 2),
};

/** Bigger than any machine's patience, so it is made once and found again in the system's temporary folder. */
const folder = join(tmpdir(), 'edgewright-bench-trades-1');

/** Makes the archive where it is not there yet. */
export async function buildTradeArchive(): Promise<{ folder: string; trades: number; bytes: number }> {
  const done = join(folder, 'built');
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true });
    const duck = await openDuck({ threads: 2, memoryMb: 512 });
    for (const instrument of tradeArchive.instruments) {
      for (let day = 0; day < tradeArchive.days; day += 1)
        await buildDay(duck.connection, instrument, tradeArchive.begin + day * DAY_MS);
    }
    duck.close();
    writeFileSync(done, '');
  }
  const parts = tradeArchive.instruments.flatMap((instrument) =>
    Array.from({ length: tradeArchive.days }, (_, day) =>
      keyOf(instrument, tradeArchive.begin + day * DAY_MS),
    )
      .map((key) => readManifest(dayFolder(folder, key) ?? ''))
      .flatMap((manifest) => manifest?.parts ?? []),
  );
  return {
    folder,
    trades: parts.reduce((sum, part) => sum + part.rows, 0),
    bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
  };
}

const keyOf = (instrument: Instrument, start: number) => ({
  instrument: instrument.id,
  day: utcDayOf(start),
});

async function buildDay(duck: Duck, instrument: Instrument, start: number): Promise<void> {
  const target = dayFolder(folder, keyOf(instrument, start)) ?? '';
  mkdirSync(target, { recursive: true });
  const end = start + DAY_MS - 1;
  const part = await writePart(duck, {
    folder: target,
    kind: 'trades',
    number: 1,
    instrument,
    query: madeUpTrades(start),
    rows: TRADES_PER_DAY,
    firstTime: start,
    lastTime: end,
  });
  const manifest: DayManifest = {
    instrument,
    day: utcDayOf(start),
    nextPart: 2,
    sources: [
      {
        number: 0,
        id: 'bench',
        origin: 'recorded',
        isSimulated: true,
        position: TRADES_PER_DAY,
        lastTime: end,
        spans: { trades: { firstTime: start, lastTime: end } },
      },
    ],
    parts: [part],
    retired: [],
  };
  writeManifest(target, manifest);
}

/**
 * A day of trades as SQL: times in order with a few ms of chance, prices that wander, sizes and sides by
 * chance, ids one after the other. The chance is a hash of the trade's number, the same everywhere.
 */
const madeUpTrades = (start: number): string => `
  SELECT 0::SMALLINT AS source, (i + 1)::BIGINT AS position,
    (${start} + i * ${DAY_MS} // ${TRADES_PER_DAY} + hash(i) % 80)::BIGINT AS time,
    (${start} + i * ${DAY_MS} // ${TRADES_PER_DAY})::BIGINT AS venue_time,
    (600000 + 5000 * sin(i / 20000.0)::DOUBLE + hash(i + 1) % 40)::BIGINT AS ticks,
    (1 + hash(i + 2) % 5000)::BIGINT AS lots,
    (CASE WHEN hash(i + 3) % 2 = 0 THEN 1 ELSE -1 END)::TINYINT AS aggressor,
    (${start} // 1000 * 1000 + i)::VARCHAR AS trade_id
  FROM range(${TRADES_PER_DAY}) AS made(i) ORDER BY i`;
