import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, render } from '@testing-library/react';
import type { IDockviewPanelProps } from 'dockview-react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleBars, sampleOrders } from '../../charts/flow/fixtures.ts';
import { layOut } from '../../design/jsdom.fixture.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { BTC, sampleMarket, sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { answerBars } from '../../panels/chart/chart-bars.fixture.ts';
import { sampleRisk } from '../../panels/risk/sample-risk.fixture.ts';
import { PANEL_IDS } from './panel-catalog.ts';
import { panelFrame } from './PanelFrame.tsx';

const bars = [640_000, 640_010].map((closeTicks) => ({ closeTicks, buyLots: 3, sellLots: 1, tradeCount: 4 }));
const getContext = vi.fn(() => null);
const observed = new Set<Element>();
let asked: readonly AskedHost[];

beforeAll(() => {
  // jsdom neither lays out nor paints: every box has this size, and every wish to paint is counted.
  layOut({ width: 800, height: 400 });
  HTMLCanvasElement.prototype.getContext = getContext;
  globalThis.ResizeObserver = class {
    readonly #mine = new Set<Element>();
    observe(element: Element) {
      this.#mine.add(element);
      observed.add(element);
    }
    unobserve(element: Element) {
      this.#mine.delete(element);
      observed.delete(element);
    }
    disconnect() {
      for (const element of this.#mine) observed.delete(element);
    }
  };
});
beforeEach(() => {
  vi.useFakeTimers();
  observed.clear();
  asked = installFakeHost({
    deltaBars: () => sampleBars(0, bars),
    footprint: () => sampleBars(0, bars),
    marketOrders: () => sampleOrders(0, [{ signedLots: 5, endTicks: 1000, fills: 1, levels: 1 }]),
    volumeProfile: () => ({ profiles: [] }),
    tpoProfile: () => ({ profiles: [] }),
    chartBars: (payload) => answerBars(500, payload as never),
    risk: () => sampleRisk,
    library: () => ({ days: [], bytes: 0, rawBytes: 0, freeBytes: 1e9 }),
  });
  replaceView(sampleView);
  useConnection.setState({ isLive: true });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A panel in the dock, as the dock tells it whether it is seen. */
function openPanel(id: (typeof PANEL_IDS)[number]) {
  const listeners = new Set<(event: { readonly isVisible: boolean }) => void>();
  const nothing = () => ({ dispose: () => undefined });
  const api = {
    isVisible: true,
    onDidVisibilityChange: (listener: (event: { readonly isVisible: boolean }) => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    onDidParametersChange: nothing,
    updateParameters: () => undefined,
  };
  const Frame = panelFrame(id);
  const props = { api, params: {} } as unknown as IDockviewPanelProps;
  render(
    <TooltipProvider>
      <Frame {...props} />
    </TooltipProvider>,
  );
  const show = (isVisible: boolean) =>
    act(() => {
      for (const listener of listeners) listener({ isVisible });
    });
  return { show };
}

/** The market moves on so many times, a thirtieth of a second apart. */
const passFrames = (count: number) =>
  act(async () => {
    for (let frame = 1; frame <= count; frame += 1) {
      const lastPrice = (sampleMarket.lastPrice ?? 0) + frame;
      const market = {
        ...sampleMarket,
        lastPrice,
        bids: [lastPrice - 1, frame],
        asks: [lastPrice + 1, frame],
      };
      replaceView({ ...sampleView, markets: { [BTC]: market }, account: { ...sampleView.account } });
      await vi.advanceTimersByTimeAsync(33);
    }
  });

/** What the engine was last told to follow for the window. */
const lastWatch = () =>
  commandsOf(asked)
    .map(
      (each) =>
        each as { readonly command: string; readonly payload: { flows: unknown[]; ladders: unknown[] } },
    )
    .findLast(({ command }) => command === 'watch')?.payload;

describe('a panel behind another tab', () => {
  it.each(PANEL_IDS)('neither watches, asks, paints nor waits: %s', async (id) => {
    const { show } = openPanel(id);
    await passFrames(15);
    show(false);
    await passFrames(30);
    const watched = lastWatch();
    expect([watched?.flows ?? [], watched?.ladders ?? [], observed.size]).toEqual([[], [], 0]);

    const askedBefore = asked.length;
    getContext.mockClear();
    const frames = vi.spyOn(globalThis, 'requestAnimationFrame');
    await passFrames(30);
    expect([asked.length, getContext.mock.calls.length, frames.mock.calls.length]).toEqual([
      askedBefore,
      0,
      0,
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['ladder', 'heatmap', 'tape', 'footprint', 'delta'] as const)(
    'is told of the market again when it comes back: %s',
    async (id) => {
      const { show } = openPanel(id);
      await passFrames(15);
      show(false);
      await passFrames(5);
      show(true);
      await passFrames(5);
      const { flows = [], ladders = [] } = lastWatch() ?? {};
      expect(flows.length + ladders.length).toBeGreaterThan(0);
    },
  );
});
