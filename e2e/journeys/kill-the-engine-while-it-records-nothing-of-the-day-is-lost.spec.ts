import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { InstrumentId } from '../../engine/domain/instrument/instrument.ts';
import type { MarketEvent } from '../../engine/domain/market/market-event.ts';
import { test } from '../launch/journey.ts';
import { killEngine, waitForNewEngine } from '../screens/engine-process.ts';
import { archivedEvents, archiveTheRest, recordedEvents } from '../screens/kept-data.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { openLibrary } from '../screens/library.ts';
import { openVenueHere } from '../screens/loopback.ts';
import { readTable } from '../screens/panels.ts';
import { homeWith } from '../screens/settings-file.ts';

const symbols = ['BTC/USDT:USDT', 'ETH/USDT:USDT'];
const countOf = (text: string | undefined) => Number((text ?? '').replaceAll(',', ''));

/** Every file the archive has by now. */
const filesBelow = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).length : 0;

/** What happened while a session listened; bars of the venue's past come anew with every session. */
const heard = (events: readonly MarketEvent[]) => events.filter(({ kind }) => kind !== 'venue-bar');

/** Days of the newest date: soon after midnight the day before holds bars of the venue's past, and no book. */
const newest = (days: readonly Record<string, string>[]) => {
  const last = days
    .map(({ Day }) => Day ?? '')
    .toSorted()
    .at(-1);
  return days.filter(({ Day }) => Day === last);
};

test('kill the engine while it records and archives: nothing of the day is lost or doubled', async ({
  open,
}) => {
  const venue = await openVenueHere('bybit');
  const home = homeWith({ marketSource: 'bybit', liveSymbols: symbols });
  const env = { EDGEWRIGHT_VENUE_REST_URL: venue.restUrl, EDGEWRIGHT_VENUE_WS_URL: venue.wsUrl };
  const desk = await open({ userDataDir: home, env });
  const { app, page } = desk;
  await page.getByRole('status', { name: 'Mode: PAPER' }).waitFor({ timeout: 60_000 });
  const archive = join(home, 'archive');
  // The archiver begins a few seconds after its engine; it is killed as soon as it has begun to write.
  for (let kill = 0; kill < 2; kill += 1) {
    const before = filesBelow(archive);
    await expect
      .poll(() => filesBelow(archive), { intervals: [20], timeout: 30_000 })
      .toBeGreaterThan(before);
    const former = await killEngine(app);
    await waitForNewEngine(desk, former);
  }
  await openLibrary(page);
  await expect(async () => {
    await page.getByRole('button', { name: 'Look again' }).click();
    const kept = (await readTable(page, 'Data library')).filter(({ Venue }) => Venue === 'bybit');
    const days = newest(kept);
    expect(new Set(days.map(({ Symbol }) => Symbol))).toEqual(new Set(symbols));
    for (const day of days) {
      expect(day).toMatchObject({ Origin: 'recorded' });
      expect(countOf(day['Book levels'])).toBeGreaterThan(0);
    }
    expect(days.some((day) => countOf(day['Prints']) > 0)).toBe(true);
  }).toPass({ timeout: 40_000 });
  await keepScreenshot(page, 'library-after-kills-dark');
  await desk.quit();
  await venue.close();

  await archiveTheRest(home, Date.now());
  for (const symbol of symbols) {
    const id = `bybit:${symbol}` as InstrumentId;
    const recorded = heard(recordedEvents(home, id));
    const { events, faults } = await archivedEvents(home, id);
    expect(faults).toEqual([]);
    expect(recorded.length, `recorded of ${symbol}`).toBeGreaterThan(200);
    expect(heard(events).length, `archived of ${symbol}`).toBe(recorded.length);
    expect(heard(events)).toEqual(recorded);
  }
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});
