import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { InstrumentId } from '../../engine/domain/instrument/instrument.ts';
import { test } from '../launch/journey.ts';
import { killEngine, waitForNewEngine } from '../screens/engine-process.ts';
import { archivedEvents, archiveTheRest, recordedEvents } from '../screens/kept-data.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { openLibrary } from '../screens/library.ts';
import { waitForMarket } from '../screens/market.ts';
import { readTable } from '../screens/panels.ts';

const bases = ['BTC', 'ETH', 'SOL'] as const;
const idOf = (base: string) => `sandbox:${base}/USDT:USDT` as InstrumentId;
const countOf = (text: string | undefined) => Number((text ?? '').replaceAll(',', ''));

/** Every file the archive has by now. */
const filesBelow = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).length : 0;

test('kill the engine while it records and archives: nothing of the day is lost or doubled', async ({
  open,
}) => {
  const desk = await open();
  const { app, page, userDataDir } = desk;
  await waitForMarket(page);
  const archive = join(userDataDir, 'archive');
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
    const days = (await readTable(page, 'Data library')).filter(({ Venue }) => Venue === 'sandbox');
    expect(new Set(days.map(({ Symbol }) => Symbol))).toEqual(
      new Set(bases.map((base) => `${base}/USDT:USDT`)),
    );
    for (const day of days) {
      expect(day).toMatchObject({ Origin: 'simulated' });
      expect(countOf(day['Prints'])).toBeGreaterThan(0);
    }
  }).toPass({ timeout: 40_000 });
  await keepScreenshot(page, 'library-after-kills-dark');
  await desk.quit();

  await archiveTheRest(userDataDir, Date.now());
  for (const base of bases) {
    const recorded = recordedEvents(userDataDir, idOf(base));
    const { events, faults } = await archivedEvents(userDataDir, idOf(base));
    expect(faults).toEqual([]);
    expect(recorded.length).toBeGreaterThan(1000);
    expect(events.length, `events of ${base}`).toBe(recorded.length);
    expect(events).toEqual(recorded);
  }
});
