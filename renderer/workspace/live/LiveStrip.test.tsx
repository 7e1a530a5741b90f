import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineView, LiveAccountView, SessionView } from '../../../engine/contract/views.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { type AskedHost, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import {
  sampleLive,
  SAMPLE_MS,
  sampleOrder,
  samplePosition,
  sampleView,
} from '../../engine-client/fixtures/sample-view.ts';
import { liveEn } from '../../language/live-en.ts';
import { useWindowState } from '../window-state.ts';
import { standingText } from './AtVenueLine.tsx';
import { LiveStrip } from './LiveStrip.tsx';

let asked: readonly AskedHost[];

/** A view of a real account, with what is said of it. */
const viewOf = (
  live: Partial<LiveAccountView>,
  session: Partial<SessionView> = {},
  part: Partial<EngineView> = {},
): EngineView => ({
  ...sampleView,
  ...part,
  session: {
    ...sampleView.session,
    mode: 'live',
    badge: 'LIVE',
    live: { ...sampleLive, ...live },
    ...session,
  },
});

/** The strip of a real account. */
function show(...parts: Parameters<typeof viewOf>): HTMLElement {
  replaceView(viewOf(...parts));
  return render(
    <TooltipProvider>
      <LiveStrip />
    </TooltipProvider>,
  ).container;
}

const armed = { armedUntilMs: SAMPLE_MS + 14_399_000, warmUpLeft: 7 };
const atVenue = {
  positions: [samplePosition, { ...samplePosition, runId: 'run-1', stopPrice: 63_000 }],
  orders: [
    { ...sampleOrder, role: 'stop' },
    { ...sampleOrder, orderId: 'o-1', role: 'exit' },
    { ...sampleOrder, orderId: 'o-2', role: 'entry', status: 'canceling' },
    { ...sampleOrder, orderId: 'o-3', role: 'entry', status: 'filled' },
    { ...sampleOrder, orderId: 'o-4', role: 'entry', status: 'intent' },
  ],
} as const;

/** Lets the page's clock go on. */
const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

beforeEach(() => {
  asked = installFakeHost();
  useConnection.setState({ isLive: true });
  useWindowState.setState({ overlay: 'none' });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the strip of a real account', () => {
  it('is not there on paper', () => {
    replaceView(sampleView);
    render(<LiveStrip />);
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('says that an account is watched alone, and offers to trade it or to leave it', () => {
    show({});
    const strip = screen.getByRole('region', { name: 'Real account' });
    expect(strip.dataset['mode']).toBe('LIVE-READ');
    expect(strip.textContent).toContain('Main at BybitWatched and protected. No entry leaves.');
    fireEvent.click(screen.getByRole('button', { name: 'Trade with real money…' }));
    expect(useWindowState.getState().overlay).toBe('trade');
    fireEvent.click(screen.getByRole('button', { name: 'Leave' }));
    expect(asked).toEqual([{ channel: 'leaveAccount', request: {} }]);
  });

  it('R-LV-02: counts down while it is armed, tells the warm-up, and disarms with one press', () => {
    show(armed);
    const strip = screen.getByRole('region', { name: 'Real account' });
    expect(strip.dataset['mode']).toBe('LIVE');
    expect(screen.getByRole('timer', { name: 'Armed for' }).textContent).toBe(
      'Entries may leave for 3:59:59',
    );
    expect(strip.textContent).toContain('The next 7 entries leave at a quarter of their size.');
    fireEvent.click(screen.getByRole('button', { name: 'Disarm' }));
    expect(asked).toEqual([{ channel: 'disarmAccount', request: {} }]);
  });

  it('says what is being compared, what nobody knows, and which symbol waits for a person', () => {
    show({ phase: 'positions', unknownOrders: 2, frozenInstruments: [sampleView.instruments[0]?.id ?? ''] });
    expect(screen.getByText(/Comparing with Bybit: reading positions/)).toBeDefined();
    expect(screen.getByText('Of 2 orders nobody knows yet whether they exist.')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Release BTC/USDT:USDT' }));
    expect(asked).toEqual([
      {
        channel: 'safetyWish',
        request: { wish: { kind: 'release-symbol', instrument: 'sandbox:BTC/USDT:USDT' }, typedWord: '' },
      },
    ]);
  });

  it('R-LV-03: says what still stands at the venue when trading is frozen, and copies its address', () => {
    show({}, { tradingState: 'halted' }, atVenue);
    const line = screen.getByText(/Known to stand at Bybit/);
    expect(line.textContent).toContain(
      '2 positions, 1 of them without a stop, 1 exit, 1 entry that is to be taken back',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Copy the address of Bybit' }));
    expect(asked).toEqual([{ channel: 'copyText', request: { text: 'https://www.bybit.com' } }]);
  });

  it('R-LV-03: says so when the venue has not answered for five seconds, and not before', () => {
    vi.useFakeTimers();
    show({}, {}, atVenue);
    pass(2000);
    act(() => replaceView(viewOf({ phase: 'clock' }, {}, atVenue)));
    pass(4000);
    expect(screen.queryByRole('alert')).toBeNull();
    pass(2000);
    expect(screen.getByRole('alert').textContent).toContain(
      'Bybit cannot be reached. Last known to stand there',
    );
    act(() => replaceView(viewOf({}, {}, atVenue)));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([
    [{ positions: 1, bare: 0, exits: 0, entries: 0 }, '1 position with its stop'],
    [
      { positions: 1, bare: 1, exits: 0, entries: 2 },
      '1 position without a stop, 2 entries that are to be taken back',
    ],
    [{ positions: 3, bare: 0, exits: 2, entries: 0 }, '3 positions with their stops, 2 exits'],
    [{ positions: 0, bare: 0, exits: 0, entries: 0 }, 'nothing'],
  ])('puts %j into words', (standing, words) => {
    expect(standingText(standing, liveEn.atVenue)).toBe(words);
  });

  it('says so when the engine is away', () => {
    vi.useFakeTimers();
    show({});
    pass(2000);
    act(() => useConnection.setState({ isLive: false }));
    pass(6000);
    expect(screen.getByRole('alert').textContent).toContain('nothing');
  });

  it('has no serious accessibility violation', async () => {
    const container = show({ ...armed, phase: 'trades' }, { tradingState: 'halted' }, atVenue);
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations).toEqual([]);
  });
});
