import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import type { FunctionComponent } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { flowKey } from '../../engine/contract/flow-key.ts';
import type { FlowWatch } from '../../engine/contract/flow.ts';
import { sampleBars, sampleOrders, sampleVolume } from '../charts/flow/fixtures.ts';
import { observeNoSizes, paintNothing } from '../design/jsdom.fixture.ts';
import { replaceView } from '../engine-client/engine-view.ts';
import { useConnection } from '../engine-client/feed-connection.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../engine-client/fixtures/fake-host.ts';
import { sampleView } from '../engine-client/fixtures/sample-view.ts';
import { announceFlow } from '../engine-client/flow-updates.ts';
import { DeltaPanel } from './delta/DeltaPanel.tsx';
import { FootprintPanel } from './footprint/FootprintPanel.tsx';
import { ProfilePanel } from './profile/ProfilePanel.tsx';
import { TapePanel } from './tape/TapePanel.tsx';

const bars = [1000, 1004].map((closeTicks) => ({
  closeTicks,
  openTicks: 1000,
  highTicks: 1010,
  lowTicks: 1000,
  buyLots: 3,
  sellLots: 1,
  cvdLots: 2,
  pocTicks: closeTicks,
  tradeCount: 4,
}));

let asked: readonly AskedHost[];

beforeAll(() => {
  paintNothing();
  observeNoSizes();
});
beforeEach(() => {
  asked = installFakeHost({
    deltaBars: () => sampleBars(0, bars),
    footprint: () => sampleBars(0, bars),
    marketOrders: () => sampleOrders(0, [{ signedLots: 5, endTicks: 1000, fills: 1, levels: 1 }]),
    volumeProfile: () => ({ profiles: [sampleVolume] }),
    tpoProfile: () => ({ profiles: [] }),
  });
  replaceView(sampleView);
  useConnection.setState({ isLive: true });
});
afterEach(cleanup);

const show = (Panel: FunctionComponent) =>
  render(
    <TooltipProvider>
      <Panel />
    </TooltipProvider>,
  ).container;

const questionsOf = (command: string) =>
  commandsOf(asked).flatMap((request) => {
    const { command: name, payload } = request as { command: string; payload: Record<string, unknown> };
    return name === command ? [payload] : [];
  });

describe('the footprint panel', () => {
  it('chooses the height of its rows from the bars, then asks for them with whole lots', async () => {
    show(FootprintPanel);
    const canvas = await screen.findByRole('img', { name: /Footprint/ });
    expect(questionsOf('footprint')).toMatchObject([
      { rowTicks: 1, marks: { ratio: 3, minLots: 1, stack: 3 }, count: 250 },
    ]);
    expect(canvas.getAttribute('aria-label')).toMatch(/Trades 4/);
  });

  it('reads a cell aloud when an arrow leads to it', async () => {
    show(FootprintPanel);
    const canvas = await screen.findByRole('img', { name: /Footprint/ });
    fireEvent.keyDown(canvas, { key: 'ArrowLeft' });
    expect(screen.getByRole('status').textContent).toMatch(/Bought at ask .*Point of control/);
    fireEvent.keyDown(canvas, { key: 'Escape' });
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it('asks anew when the ratio of an imbalance changes, and not while it is nonsense', async () => {
    show(FootprintPanel);
    await screen.findByRole('img', { name: /Footprint/ });
    fireEvent.click(screen.getByRole('button', { name: 'Imbalances and legend' }));
    const ratio = screen.getByRole('textbox', { name: /Imbalance from/ });
    fireEvent.change(ratio, { target: { value: 'x' } });
    expect(ratio.getAttribute('aria-invalid')).toBe('true');
    expect(questionsOf('footprint')).toHaveLength(1);
    fireEvent.change(ratio, { target: { value: '4' } });
    await waitFor(() => expect(questionsOf('footprint').at(-1)).toMatchObject({ marks: { ratio: 4 } }));
  });
});

describe('the delta panel', () => {
  it('tells the newest bar and that no divergence is there', async () => {
    show(DeltaPanel);
    expect((await screen.findByRole('img', { name: /Cumulative/ })).getAttribute('aria-label')).toMatch(
      /CVD \+0\.00/,
    );
    expect(screen.getByText(/No divergence/)).toBeTruthy();
  });

  it('begins to count at a bar that was chosen by keyboard', async () => {
    show(DeltaPanel);
    const canvas = await screen.findByRole('img', { name: /Cumulative/ });
    fireEvent.keyDown(canvas, { key: 'ArrowLeft' });
    fireEvent.keyDown(canvas, { key: 'a' });
    await waitFor(() => expect(questionsOf('deltaBars').at(-1)).toMatchObject({ since: 60_000 }));
  });
});

describe('the profile panel', () => {
  it('shows its numbers with their units, and says when a range is empty', async () => {
    show(ProfilePanel);
    const canvas = await screen.findByRole('img', { name: /Profile/ });
    expect(canvas.getAttribute('aria-label')).toMatch(/POC 100\.0+ USDT, .*Bias -0\.25/);
    fireEvent.click(screen.getByRole('button', { name: 'TPO: time at price in half hours' }));
    expect(await screen.findByText('Nothing traded in this range.')).toBeTruthy();
  });

  it('reads the row of the point of control aloud when a key leads to it, until Escape', async () => {
    show(ProfilePanel);
    const canvas = await screen.findByRole('img', { name: /Profile/ });
    fireEvent.keyDown(canvas, { key: 'ArrowUp' });
    expect(screen.getByRole('status').textContent).toMatch(/POC, bought .*, sold .*, delta /);
    fireEvent.keyDown(canvas, { key: 'Escape' });
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it('asks for no visible range before a panel shows one', async () => {
    show(ProfilePanel);
    await screen.findByRole('img', { name: /Profile/ });
    fireEvent.change(screen.getByRole('combobox', { name: 'Range' }), { target: { value: 'visible' } });
    expect(screen.getByText(/Open a chart or a footprint of the same color/)).toBeTruthy();
  });
});

describe('the tape', () => {
  const instrument = sampleView.instruments[0]?.id ?? '';
  const watch: FlowWatch = { kind: 'market-orders', instrument };

  it('tells its last order and how fast they come', async () => {
    show(TapePanel);
    expect((await screen.findByRole('img', { name: /Time and sales/ })).getAttribute('aria-label')).toMatch(
      /Buy/,
    );
    expect(screen.getByText('2.5 trades/s')).toBeTruthy();
    act(() =>
      announceFlow([{ key: flowKey(watch), body: sampleOrders(0, [{ signedLots: -7, endTicks: 1000 }]) }]),
    );
    await waitFor(() =>
      expect(screen.getByRole('img', { name: /Time and sales/ }).getAttribute('aria-label')).toMatch(/Sell/),
    );
  });

  it('stands still when it is scrolled, says how many came meanwhile, and goes on', async () => {
    show(TapePanel);
    const canvas = await screen.findByRole('img', { name: /Time and sales/ });
    fireEvent.keyDown(canvas, { key: 'ArrowDown' });
    const more = sampleOrders(0, [{ signedLots: 5 }, { signedLots: 6 }, { signedLots: 7 }]);
    act(() => announceFlow([{ key: flowKey(watch), body: more }]));
    fireEvent.click(await screen.findByRole('button', { name: 'Paused · 2 new · go on' }));
    expect(screen.queryByRole('button', { name: /Paused/ })).toBeNull();
  });

  it('shows single prints when they are wanted', async () => {
    show(TapePanel);
    await screen.findByRole('img', { name: /Time and sales/ });
    fireEvent.click(screen.getByRole('button', { name: /Press for single prints/ }));
    await waitFor(() => expect(questionsOf('marketOrders').at(-1)).toMatchObject({ asPrints: true }));
  });
});

describe('accessibility', () => {
  it.each([
    ['footprint', FootprintPanel],
    ['delta', DeltaPanel],
    ['profile', ProfilePanel],
    ['tape', TapePanel],
  ])('has no serious violation in the %s panel', async (_name, Panel) => {
    const container = show(Panel);
    await screen.findByRole('img');
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  });
});
