// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flowKey } from '../../../engine/contract/flow-key.ts';
import { layOut } from '../../design/jsdom.fixture.ts';
import { announceFlow } from '../../engine-client/flow-updates.ts';
import { installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { BarFeed } from './bar-feed.ts';
import { answerBars, barAt, columnsOf } from './chart-bars.fixture.ts';
import { ChartSurface } from './chart-surface.ts';

const spec = { kind: 'time', intervalMs: 60_000 } as const;
const instrument = 'sandbox:BTC/USDT';
const key = flowKey({ kind: 'bars', instrument, bars: spec });
let [generation, total] = [1, 0];

beforeEach(() => {
  layOut({ width: 620, height: 400 });
  vi.useFakeTimers();
  [generation, total] = [1, 20];
  installFakeHost({ chartBars: (payload) => ({ ...answerBars(total, payload as never), generation }) });
});
afterEach(() => vi.useRealTimers());

async function openedChart() {
  const feed = new BarFeed(instrument, spec);
  const held: { surface?: ChartSurface } = {};
  feed.start({
    onRenumbered: (places) => held.surface?.barsRenumbered(places),
    onBars: () => held.surface?.barsChanged(),
    onClosed: (count) => held.surface?.barsClosed(count),
    onForming: () => undefined,
  });
  await vi.advanceTimersByTimeAsync(50);
  const base = document.createElement('canvas');
  const parts = { feed, base, layer: base, inputs: () => ({}) as never, onShown: () => undefined };
  const surface = (held.surface = new ChartSurface(parts));
  surface.barsChanged();
  return { feed, surface };
}

function close(count: number): void {
  const from = total;
  total += count;
  const news = { from, closed: columnsOf(from, count), forming: barAt(total) };
  announceFlow([{ key, body: { generation, total, oldest: 0, ...news } }]);
}

/** Places right of the newest bar. */
const roomOf = ({ view }: ChartSurface): number => (view?.from ?? 0) + (view?.span ?? 0) - total;

describe('a chart that shows the newest bar', () => {
  it.each([1, 3, 13])('goes along with the market from its first bars on, %i at a time', async (count) => {
    const { feed, surface } = await openedChart();
    while (total < 150) {
      close(count);
      expect(roomOf(surface), `with ${total} bars`).toBeGreaterThan(0);
    }
    feed.stop();
  });

  it('goes along when the past is read and its bars are numbered anew', async () => {
    const { feed, surface } = await openedChart();
    while (total < 50) close(1);
    [generation, total] = [2, 64];
    close(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(roomOf(surface)).toBeGreaterThanOrEqual(4);
    close(1);
    expect(roomOf(surface)).toBeGreaterThanOrEqual(4);
    feed.stop();
  });
});
