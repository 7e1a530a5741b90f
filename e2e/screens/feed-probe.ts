import type { Page } from '@playwright/test';

/**
 * Put into the page: counts what the engine sends about watched order flow, on the feed the window itself
 * uses, and keeps every state of a feed it tells.
 */
const PROBE = `(() => {
  const probe = { flows: {}, feeds: [] };
  globalThis.feedProbe = probe;
  const attached = new Promise((done) => {
    addEventListener('message', ({ data, ports }) => {
      if (data?.type !== 'edgewright-feed') return;
      ports[0]?.addEventListener('message', ({ data: message }) => {
        for (const change of message.changes ?? []) {
          if (change.kind === 'flow') for (const { key } of change.updates) probe.flows[key] = (probe.flows[key] ?? 0) + 1;
          if (change.kind === 'market' && probe.feeds.at(-1) !== change.market.feed.status) probe.feeds.push(change.market.feed.status);
        }
      });
      done(true);
    });
  });
  return globalThis.edgewright.ask('requestFeed', {}).then(() => attached);
})()`;

interface ProbedPage {
  readonly feedProbe: { flows: Record<string, number>; feeds: string[] };
}

/** Begins to listen to what the engine sends this window. */
export async function probeFeed(page: Page): Promise<void> {
  await page.evaluate(PROBE);
}

/** Everything the engine sent an update of within `ms`, as `kind instrument …`, in order of the alphabet. */
export async function flowsWithin(page: Page, ms: number): Promise<readonly string[]> {
  await page.evaluate(() => ((globalThis as unknown as ProbedPage).feedProbe.flows = {}));
  await page.waitForTimeout(ms);
  return page.evaluate(() => Object.keys((globalThis as unknown as ProbedPage).feedProbe.flows).toSorted());
}

/** The states of feeds told since the probe began, each change of state once. */
export const feedStates = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (globalThis as unknown as ProbedPage).feedProbe.feeds);
