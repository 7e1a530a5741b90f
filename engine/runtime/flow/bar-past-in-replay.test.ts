import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { valueOf } from '../../archive/fixtures/temporary-archive.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import type { BarsUpdate } from '../../contract/chart-commands.ts';
import { defineInstrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { btc as madeUp, printAt } from '../../market/fixtures/market-events.ts';
import { PAST_ROOM } from '../../market/bars/bar-pyramid.ts';
import { systemClock } from '../clock.ts';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';

const folders = temporaryFolders();
afterEach(folders.removeAll);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** 2024-08-09T00:00:00Z */
const MIDNIGHT = 1_723_161_600_000;
const DAYS = 3;
const instrument = defineInstrument({ ...madeUp, venue: 'test' });

/** A print every minute of three days, a tick higher each time. */
const prints: readonly MarketEvent[] = Array.from({ length: DAYS * 1440 }, (_, at) => {
  const time = MIDNIGHT + at * MINUTE + 1000;
  return {
    ...printAt(time, 1000 + at),
    instrument: instrument.id,
    tradeId: String(at),
    venueTime: unixMs(time),
  };
});

async function fill(folder: string): Promise<void> {
  const writer = valueOf(await openArchiveWriter(join(folder, 'archive'), { now: () => MIDNIGHT }));
  const events = prints.map((event, at) => ({ position: at + 1, event }));
  valueOf(
    await writer.ingest({
      instrument,
      source: { id: 'kept', origin: 'imported', isSimulated: false },
      events,
    }),
  );
  await writer.close();
}

describe('the chart of a replay', { timeout: 60_000 }, () => {
  it('goes back to the first minute of the archive and not a minute beyond its begin', async () => {
    const folder = folders.newFolder();
    await fill(folder);
    const { ask, changes, pass } = await startEngine(folder);
    // The second half of the last day is played; a day of history comes with the replay itself.
    const fromMs = MIDNIGHT + 2.5 * DAY;
    const days = [{ instrument: instrument.id, day: '2024-08-11' }];
    expect(await ask('replayDays', { days, fromMs })).toMatchObject({ ok: true });
    const bars = { kind: 'time', intervalMs: MINUTE } as const;
    await ask('watch', {
      ladders: [],
      prints: [],
      flows: [{ kind: 'bars', instrument: instrument.id, bars }],
    });
    const whole = { instrument: instrument.id, bars, from: 0, to: null, most: 2000 };
    let oldest = PAST_ROOM;
    for (let left = 300; left > 0 && PAST_ROOM - oldest < 1.5 * 1440; left -= 1) {
      await pass(100);
      await new Promise<void>((resolve) => {
        systemClock.after(20, resolve);
      });
      const answer = await ask('chartBars', whole);
      if (answer.ok) ({ oldest } = answer.reply);
    }
    expect(PAST_ROOM - oldest).toBe(1.5 * 1440);
    const answer = await ask('chartBars', { ...whole, from: oldest, to: oldest + 2000 });
    const times = answer.ok ? [...answer.reply.columns.openTimeMs] : [];
    expect(times).toEqual(Array.from({ length: 2000 }, (_, at) => MIDNIGHT + at * MINUTE));
    const rest = await ask('chartBars', { ...whole, from: oldest + 2000, to: oldest + 4000 });
    // Every minute once, up to the one the replay has come to.
    const restTimes = rest.ok ? [...rest.reply.columns.openTimeMs] : [];
    expect(restTimes).toEqual(restTimes.map((_, at) => MIDNIGHT + (2000 + at) * MINUTE));
    expect(restTimes.at(-1)).toBeGreaterThanOrEqual(fromMs - 2 * MINUTE);
    expect(restTimes.at(-1)).toBeLessThan(fromMs + 2 * MINUTE);
    await pass(100);
    const told = changes()
      .flatMap((change) => (change.kind === 'flow' ? change.updates : []))
      .map(({ body }) => (body as BarsUpdate).oldest);
    expect(told.at(-1)).toBe(oldest);
  });
});
