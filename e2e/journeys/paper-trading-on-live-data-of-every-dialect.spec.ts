import { rmSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { LIVE_VENUES } from '../../engine/domain/instrument/live-venues.ts';
import { test } from '../launch/journey.ts';
import { feedStates, probeFeed } from '../screens/feed-probe.ts';
import { type ReadStream, readStreams } from '../screens/health.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { openVenueHere } from '../screens/loopback.ts';
import { lastPriceOf } from '../screens/market.ts';
import { openPanel, readTable } from '../screens/panels.ts';
import { homeWith } from '../screens/settings-file.ts';

const isBook = ({ stream }: ReadStream) => stream === 'Book';
const feed = (page: Page) => page.getByRole('group', { name: 'Feed', exact: true });

const measured = /^\d+ \/ \d+ \/ \d+ ms$/;

/** Every book and every tape is live, has brought messages and has the latency a venue's clock allows. */
async function expectLiveStreams(page: Page, instruments: readonly string[], latency: RegExp): Promise<void> {
  await expect(async () => {
    const streams = await readStreams(page);
    for (const instrument of instruments) {
      for (const stream of ['Book', 'Trades']) {
        const row = streams.find((each) => each.instrument === instrument && each.stream === stream);
        expect(row, `${stream} of ${instrument}`).toMatchObject({ state: 'Live', refused: 0 });
        expect(row?.messages).toBeGreaterThan(0);
        expect(row?.latency).toMatch(latency);
      }
    }
  }).toPass({ timeout: 30_000 });
}

for (const [venue, symbols, latency] of [
  ['bybit', ['BTC/USDT:USDT', 'ETH/USDT:USDT'], measured],
  ['binance', ['BTC/USDT', 'ETH/USDT'], measured],
  ['okx', ['BTC/USDT:USDT', 'ETH/USDT:USDT'], measured],
  // Its clock tells whole seconds, so no latency can be told.
  ['kraken', ['BTC/USDT', 'ETH/USDT'], /^–$/],
] as const) {
  test(`paper trading on live data of ${LIVE_VENUES[venue].title}: healthy, cut off, and back`, async ({
    open,
  }) => {
    const here = await openVenueHere(venue);
    const home = homeWith({ marketSource: venue, liveSymbols: [...symbols] });
    const desk = await open({
      userDataDir: home,
      env: { EDGEWRIGHT_VENUE_REST_URL: here.restUrl, EDGEWRIGHT_VENUE_WS_URL: here.wsUrl },
    });
    const { page } = desk;
    await page.getByRole('status', { name: 'Mode: PAPER' }).waitFor({ timeout: 60_000 });
    await expect(feed(page)).toContainText('live', { timeout: 30_000 });
    const price = await lastPriceOf(page, 'BTC');
    expect(price).toBeGreaterThan(1000);
    await openPanel(page, 'Engine health');
    const ids = symbols.map((symbol) => `${venue}:${symbol}`);
    await expectLiveStreams(page, ids, latency);
    const before = await readStreams(page);
    expect(before.filter(isBook).map(({ gaps, reconnects }) => ({ gaps, reconnects }))).toEqual(
      ids.map(() => ({ gaps: 0, reconnects: 0 })),
    );

    await probeFeed(page);
    here.resetSockets();
    await expect.poll(() => feedStates(page)).toContain('gap');
    await expect(feed(page)).toContainText('live', { timeout: 40_000 });
    // The table is told once a second; what it says right after the cut may be of before.
    await expect(async () => {
      const books = (await readStreams(page)).filter(isBook);
      expect(books).toHaveLength(ids.length);
      for (const { instrument, messages, reconnects, state } of books) {
        const earlier = before.find((each) => each.instrument === instrument && isBook(each));
        expect(reconnects, `reconnects of ${instrument}`).toBeGreaterThan(0);
        expect(messages).toBeGreaterThan(earlier?.messages ?? Infinity);
        expect(state).toBe('Live');
      }
    }).toPass({ timeout: 40_000 });
    await expectLiveStreams(page, ids, latency);
    await keepScreenshot(page, `live-data-${venue}-dark`);
    await openPanel(page, 'Log');
    const log = (await readTable(page, 'Log')).map(({ Message }) => Message ?? '').join('\n');
    expect(log).not.toContain('sandbox was opened');
    await desk.quit();
    await here.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
}
