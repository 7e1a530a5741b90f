// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BarsUpdate } from '../../../engine/contract/chart-commands.ts';
import { flowKey } from '../../../engine/contract/flow-key.ts';
import { announceFlow } from '../../engine-client/flow-updates.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { BarFeed } from './bar-feed.ts';
import { answerBars, barAt, columnsOf } from './chart-bars.fixture.ts';

const spec = { kind: 'time', intervalMs: 60_000 } as const;
const instrument = 'sandbox:BTC/USDT';
const key = flowKey({ kind: 'bars', instrument, bars: spec });
let total = 0;
let oldest = 0;
let generation = 1;
let asked: readonly AskedHost[];
const told: string[] = [];

beforeEach(() => {
  total = 1_000_000;
  oldest = 0;
  told.length = 0;
  generation = 1;
  asked = installFakeHost({
    chartBars: (payload) => ({ ...answerBars(total, payload as never, oldest), generation }),
  });
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

async function startedFeed(): Promise<BarFeed> {
  const feed = new BarFeed(instrument, spec);
  feed.start({
    onBars: () => told.push('bars'),
    onRenumbered: (places) => told.push(`moved ${places}`),
    onClosed: (count) => told.push(`closed ${count}`),
    onForming: () => told.push('forming'),
  });
  await vi.advanceTimersByTimeAsync(50);
  return feed;
}
const loadedOf = ({ state }: BarFeed) => {
  if (state.state !== 'loaded') throw new Error(`bars must be loaded, are ${state.state}`);
  return state.bars;
};
const questions = () =>
  commandsOf(asked).filter((request) => (request as { command: string }).command === 'chartBars').length;
const update = (part: Partial<BarsUpdate>): void =>
  announceFlow([
    {
      key,
      body: {
        generation: 1,
        from: total,
        total,
        oldest: 0,
        closed: columnsOf(0, 0),
        forming: barAt(total),
        ...part,
      },
    },
  ]);

describe('the bars of a chart', () => {
  it('begin with the newest and the one that is open', async () => {
    const feed = await startedFeed();
    expect(loadedOf(feed)).toMatchObject({ first: 999_600, count: 400, merged: 1, end: 1_000_000 });
    expect([feed.known, feed.forming]).toEqual([{ oldest: 0, total: 1_000_000 }, barAt(1_000_000)]);
    feed.stop();
  });

  it('come as at most a thousand points however many are visible', async () => {
    const feed = await startedFeed();
    for (const span of [30, 300, 5000, 100_000, 1_060_000]) {
      const view = { from: 1_000_000 * 0.9 - span / 2, span };
      feed.show(view);
      await vi.advanceTimersByTimeAsync(200);
      const { count, end, first, merged } = loadedOf(feed);
      expect(count).toBeLessThanOrEqual(1001);
      expect(first).toBeLessThanOrEqual(Math.max(0, view.from));
      expect(end).toBeGreaterThanOrEqual(Math.min(view.from + span, 1_000_000));
      expect(merged === 1 || span / merged >= 250).toBe(true);
    }
    feed.stop();
  });

  it('are not asked for again while the view stays within what is held', async () => {
    const feed = await startedFeed();
    feed.show({ from: 500_000, span: 200 });
    await vi.advanceTimersByTimeAsync(100);
    const before = questions();
    for (let step = 0; step < 30; step += 1) feed.show({ from: 500_000 + step, span: 200 });
    await vi.advanceTimersByTimeAsync(100);
    expect(questions()).toBe(before);
    feed.show({ from: 500_040, span: 200 });
    await vi.advanceTimersByTimeAsync(100);
    expect(questions()).toBe(before + 1);
    feed.stop();
  });

  it('grow with the market without being asked for', async () => {
    const feed = await startedFeed();
    const before = questions();
    total += 2;
    update({ from: 1_000_000, closed: columnsOf(1_000_000, 2) });
    expect(told.slice(-2)).toEqual(['bars', 'closed 2']);
    expect(loadedOf(feed)).toMatchObject({ count: 402, end: 1_000_002 });
    expect(loadedOf(feed).columns.openTimeMs.at(-1)).toBe(barAt(1_000_001).openTimeMs);
    update({});
    expect([told.at(-1), questions()]).toEqual(['forming', before]);
    feed.stop();
  });

  it('tell of bars that closed between the feed and an answer, so that a chart goes along with them', async () => {
    const feed = await startedFeed();
    feed.show({ from: 999_900, span: 110 });
    total += 30;
    feed.reload();
    await vi.advanceTimersByTimeAsync(100);
    expect(told.slice(-2)).toEqual(['bars', 'closed 30']);
    update({});
    expect(told.at(-1)).toBe('forming');
    feed.stop();
  });

  it('stay where they were when they are numbered anew with more of the past', async () => {
    total = 45;
    const feed = await startedFeed();
    feed.show({ from: -11, span: 60 });
    await vi.advanceTimersByTimeAsync(100);
    total = 62;
    generation = 2;
    update({ generation });
    await vi.advanceTimersByTimeAsync(100);
    expect(told.slice(-2)).toEqual(['moved 17', 'bars']);
    feed.stop();
  });

  it('are fetched anew when more closed than was told, or when places mean other bars', async () => {
    const feed = await startedFeed();
    feed.show({ from: 999_900, span: 200 });
    await vi.advanceTimersByTimeAsync(100);
    total += 900;
    update({ from: 1_000_000, closed: null });
    await vi.advanceTimersByTimeAsync(600);
    expect(loadedOf(feed).end).toBe(1_000_150);
    const before = questions();
    update({ generation: 2 });
    await vi.advanceTimersByTimeAsync(100);
    expect(questions()).toBeGreaterThan(before);
    feed.stop();
  });

  it('reach further back at the old end, with every place where it was', async () => {
    oldest = 999_900;
    const feed = await startedFeed();
    expect(loadedOf(feed)).toMatchObject({ first: 999_900, oldest: 999_900 });
    const view = { from: 999_850, span: 160 };
    feed.show(view);
    await vi.advanceTimersByTimeAsync(100);
    oldest = 900_000;
    update({ oldest });
    expect(feed.known.oldest).toBe(900_000);
    await vi.advanceTimersByTimeAsync(50);
    // A quarter of the span more than is visible.
    expect(loadedOf(feed)).toMatchObject({ first: 999_810, oldest: 900_000, end: 1_000_000 });
    const shown = loadedOf(feed);
    expect(shown.columns.openTimeMs[999_900 - shown.first]).toBe(barAt(999_900).openTimeMs);
    expect(feed.shown).toEqual(view);
    const before = questions();
    update({ oldest: (oldest = 800_000) });
    await vi.advanceTimersByTimeAsync(600);
    // What is visible is there; drawings and studies have to know all the same.
    expect([questions(), loadedOf(feed).oldest]).toEqual([before + 1, 800_000]);
    feed.stop();
  });

  it('have coarser ones to be painted from until those for a view have come', async () => {
    const feed = await startedFeed();
    feed.show({ from: 500_000, span: 200 });
    await vi.advanceTimersByTimeAsync(200);
    expect(feed.barsFor({ from: 500_000, span: 200 })).toBe(loadedOf(feed));
    const zoomedOut = { from: 499_800, span: 600 };
    expect(feed.barsFor(zoomedOut)).toMatchObject({ merged: 2, first: 499_200, end: 501_000 });
    feed.show(zoomedOut);
    await vi.advanceTimersByTimeAsync(200);
    expect(feed.barsFor(zoomedOut)).toBe(loadedOf(feed));
    expect(loadedOf(feed).merged).toBe(1);
    feed.stop();
  });

  it('stay away and say why when the engine refuses', async () => {
    Object.defineProperty(window, 'edgewright', {
      configurable: true,
      value: {
        ask: () =>
          Promise.resolve({
            ok: true,
            reply: {
              ok: false,
              failure: { code: 'unknown-instrument', detail: 'there is no such instrument' },
            },
          }),
      },
    });
    const feed = await startedFeed();
    expect(feed.state).toEqual({ state: 'failed', detail: 'there is no such instrument' });
    feed.stop();
  });
});
