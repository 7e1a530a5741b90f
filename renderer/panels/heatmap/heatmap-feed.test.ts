// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HEATMAP_PAGE, type HeatmapStretch } from '../../../engine/contract/heatmap-commands.ts';
import { flowKey } from '../../../engine/contract/flow-key.ts';
import { commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { announceFlow } from '../../engine-client/flow-updates.ts';
import { packed } from './fixtures.ts';
import { HeatmapFeed } from './heatmap-feed.ts';

const BTC = 'sandbox:BTC/USDT:USDT';
const KEY = flowKey({ kind: 'heatmap', instrument: BTC, columnMs: 1000 });

/** The spans from one number up to another, all with a book. */
const stretch = (from: number, to: number): HeatmapStretch => ({
  columns: packed(Array.from({ length: to - from }, (_, at) => ({ index: from + at, sizes: { 100: 1 } }))),
  fromMs: from * 1000,
  toMs: to * 1000,
});

function askedRanges(asked: ReturnType<typeof installFakeHost>) {
  return commandsOf(asked)
    .map((each) => each as { command: string; payload: { fromMs: number; toMs: number } })
    .filter(({ command }) => command === 'heatmap')
    .map(({ payload }) => [payload.fromMs / 1000, payload.toMs / 1000]);
}

describe('the feed of the heatmap', () => {
  let feed: HeatmapFeed;
  let asked: ReturnType<typeof installFakeHost>;
  const onChange = vi.fn();

  beforeEach(() => {
    onChange.mockClear();
    asked = installFakeHost({
      heatmap: (payload) => {
        const { fromMs, toMs } = payload as { fromMs: number; toMs: number };
        return stretch(fromMs / 1000, toMs / 1000);
      },
    });
    feed = new HeatmapFeed(BTC, 1000, onChange);
  });
  afterEach(() => feed.close());

  it('asks for the past page by page, the newest first, and for nothing twice', async () => {
    feed.need(100, 500);
    feed.need(100, 500);
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
    feed.need(100, 500);
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(2));
    feed.need(100, 500);
    const middle = 500 - HEATMAP_PAGE;
    expect(askedRanges(asked)).toEqual([
      [middle, 500],
      [100, middle],
    ]);
    expect(feed.store.at(100)).toBeDefined();
  });

  it('takes spans as they end, and asks for those it missed', async () => {
    announceFlow([{ key: KEY, body: { closed: stretch(10, 12), forming: packed([{ index: 12 }]) } }]);
    expect(feed.store.at(11)).toBeDefined();
    expect(feed.store.forming?.index).toBe(12);
    announceFlow([{ key: KEY, body: { closed: stretch(15, 16) } }]);
    feed.need(10, 16);
    await vi.waitFor(() => expect(feed.store.at(13)).toBeDefined());
    expect(askedRanges(asked)).toEqual([[12, 15]]);
  });

  it('waits a while after an answer that brought nothing', async () => {
    feed.close();
    asked = installFakeHost({ heatmap: () => ({ columns: packed([]), fromMs: 5000, toMs: 5000 }) });
    feed = new HeatmapFeed(BTC, 1000, onChange);
    feed.need(5, 9);
    await Promise.resolve();
    await vi.waitFor(() => {
      feed.need(5, 9);
      expect(askedRanges(asked)).toHaveLength(1);
    });
  });
});
