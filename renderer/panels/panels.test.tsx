import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import axe from 'axe-core';
import type { FunctionComponent } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineView } from '../../engine/contract/views.ts';
import { ticks } from '../../engine/domain/units/ticks.ts';
import { drawDialogs, layOut } from '../design/jsdom.fixture.ts';
import { replaceView } from '../engine-client/engine-view.ts';
import {
  type AskedHost,
  commandsOf,
  installFakeHost,
  installRefusingHost,
} from '../engine-client/fixtures/fake-host.ts';
import {
  BTC,
  sampleExplanation,
  sampleFill,
  sampleOrder,
  samplePosition,
  sampleRun,
  SAMPLE_MS,
  sampleTrade,
  sampleView,
} from '../engine-client/fixtures/sample-view.ts';
import { useNotices } from '../host-client/notices.ts';
import { FillsPanel } from './fills/FillsPanel.tsx';
import { OrdersPanel } from './orders/OrdersPanel.tsx';
import { PositionsPanel } from './positions/PositionsPanel.tsx';
import { RefusalsPanel } from './refusals/RefusalsPanel.tsx';
import { StrategiesPanel } from './strategies/StrategiesPanel.tsx';
import { TicketPanel } from './ticket/TicketPanel.tsx';
import { TradesPanel } from './trades/TradesPanel.tsx';

let asked: readonly AskedHost[];

beforeAll(() => {
  layOut({ width: 900, height: 400 });
  drawDialogs();
});
beforeEach(() => {
  asked = installFakeHost();
  useNotices.setState({ notices: [] });
});
afterEach(cleanup);

function show(Panel: FunctionComponent, part: Partial<EngineView> = {}): HTMLElement {
  replaceView({ ...sampleView, ...part });
  return render(
    <TooltipProvider>
      <Panel />
    </TooltipProvider>,
  ).container;
}

/** What axe calls serious or worse; colors are judged in a real browser. */
async function seriousViolations(container: HTMLElement): Promise<readonly string[]> {
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
}

describe('a panel without rows', () => {
  it.each<[string, FunctionComponent, RegExp]>([
    ['fills', FillsPanel, /No fills yet/],
    ['orders', OrdersPanel, /No orders yet/],
    ['positions', PositionsPanel, /nothing is at risk/],
    ['closed trades', TradesPanel, /No closed round trips/],
    ['refusals', RefusalsPanel, /refused nothing/],
    ['strategies', StrategiesPanel, /No strategy has been switched on/],
  ])('says what would fill it: %s', (_name, Panel, text) => {
    show(Panel);
    expect(screen.getByText(text)).toBeTruthy();
  });
});

describe('a panel of what has been', () => {
  it.each<[string, FunctionComponent, object]>([
    ['Fills', FillsPanel, { fills: [{ ...sampleFill, fillId: 'f-0' }] }],
    ['Trades', TradesPanel, { closedTrades: [{ ...sampleTrade, tradeId: 't-0' }] }],
    ['Orders', OrdersPanel, { orders: [{ ...sampleOrder, orderId: 'o-0', status: 'canceled' }] }],
  ])('reads older rows from the journal, also when the view has none: %s', async (_name, Panel, page) => {
    asked = installFakeHost({ history: () => ({ orders: [], fills: [], closedTrades: [], ...page }) });
    const container = show(Panel, { orders: [] });
    for (const all of screen.queryAllByRole('button', { name: /^All/ })) fireEvent.click(all);
    expect(container.querySelectorAll('[data-index]')).toHaveLength(0);
    const older = screen.getByRole('button', { name: 'Read older rows from the journal' });
    await act(async () => fireEvent.click(older));
    expect(container.querySelectorAll('[data-index]')).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'There are no older rows' })).toHaveProperty('disabled', true);
    expect(commandsOf(asked)).toMatchObject([{ command: 'history', payload: { count: 500 } }]);
  });
});

describe('a panel with rows', () => {
  const filled: Partial<EngineView> = {
    orders: [sampleOrder],
    fills: [sampleFill],
    positions: [samplePosition],
    closedTrades: [sampleTrade],
    runs: [sampleRun],
    refusals: [
      {
        timeMs: SAMPLE_MS,
        runId: 'manual',
        instrument: BTC,
        side: 'buy',
        code: 'exposure-above-limit',
        measured: { share: 0.31, limit: 0.25 },
      },
    ],
  };

  it.each<[string, FunctionComponent]>([
    ['fills', FillsPanel],
    ['orders', OrdersPanel],
    ['positions', PositionsPanel],
    ['closed trades', TradesPanel],
    ['refusals', RefusalsPanel],
    ['strategies', StrategiesPanel],
    ['ticket', TicketPanel],
  ])('has no serious accessibility violation: %s', async (_name, Panel) => {
    expect(await seriousViolations(show(Panel, filled))).toEqual([]);
  });

  it('tells a refusal in words with the numbers that led to it', () => {
    show(RefusalsPanel, filled);
    expect(screen.getByText('Exposure would exceed its limit')).toBeTruthy();
    expect(screen.getByText('share 31% of equity · limit 25% of equity')).toBeTruthy();
  });

  it('shows a position without a stop as such, and its gain with its sign', () => {
    show(PositionsPanel, filled);
    expect(screen.getByText('no stop')).toBeTruthy();
    expect(screen.getAllByText('+2.00').length).toBeGreaterThan(0);
  });

  it('closes a position of the own hand with a reduce-only market order', () => {
    show(PositionsPanel, filled);
    fireEvent.click(screen.getByRole('button', { name: 'Close BTC/USDT:USDT at market' }));
    const order = { instrument: BTC, side: 'sell', sizeBase: '0.020', type: 'market', reduceOnly: true };
    expect(commandsOf(asked)).toEqual([
      { command: 'placeOrder', payload: { ...order, key: expect.any(String) as string } },
    ]);
  });

  it('closes what a stopped strategy has left in that run’s name, and nothing of a running one', () => {
    const positions = [{ ...samplePosition, runId: sampleRun.runId }];
    const name = 'Close BTC/USDT:USDT at market';
    show(PositionsPanel, { ...filled, positions });
    expect(screen.queryByRole('button', { name })).toBeNull();
    cleanup();
    show(PositionsPanel, { ...filled, positions, runs: [{ ...sampleRun, state: 'stopped' }] });
    fireEvent.click(screen.getByRole('button', { name }));
    expect(commandsOf(asked)).toMatchObject([
      { command: 'placeOrder', payload: { side: 'sell', reduceOnly: true, runId: sampleRun.runId } },
    ]);
  });

  it('cancels an open order', () => {
    show(OrdersPanel, filled);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel Buy 0.020 BTC/USDT:USDT' }));
    expect(commandsOf(asked)).toEqual([{ command: 'cancelOrder', payload: { orderId: 'o-1' } }]);
  });

  it('opens the form that changes a working order, and none for one that does not work', () => {
    show(OrdersPanel, filled);
    fireEvent.click(screen.getByRole('button', { name: 'Change Buy 0.020 BTC/USDT:USDT' }));
    expect(screen.getByRole('dialog', { name: 'Change the order' })).toBeTruthy();
    cleanup();
    show(OrdersPanel, { ...filled, orders: [{ ...sampleOrder, status: 'canceling' }] });
    expect(screen.queryByRole('button', { name: /^Change/ })).toBeNull();
  });

  it('opens the form that moves a stop from the position and from its protective stop', () => {
    show(PositionsPanel, filled);
    fireEvent.click(screen.getByRole('button', { name: 'Move the stop of BTC/USDT:USDT' }));
    expect(screen.getByRole('dialog', { name: 'Move the stop' })).toBeTruthy();
    cleanup();
    const stop = { ...sampleOrder, role: 'stop', side: 'sell', type: 'stop-market' } as const;
    show(OrdersPanel, { ...filled, orders: [{ ...stop, limitPrice: null, triggerPrice: 63_500 }] });
    fireEvent.click(screen.getByRole('button', { name: 'Move the stop of BTC/USDT:USDT' }));
    expect(screen.getByRole('dialog', { name: 'Move the stop' })).toBeTruthy();
  });

  it('tells what was blocked and what it would have made', () => {
    show(StrategiesPanel, filled);
    expect(screen.getByText('Expected value is in the red zone')).toBeTruthy();
    expect(screen.getByText('-3.2')).toBeTruthy();
  });
});

describe('the strategies panel', () => {
  it('starts a strategy with the preset it shows', () => {
    show(StrategiesPanel);
    fireEvent.click(screen.getByRole('button', { name: 'Start Buy and hold' }));
    expect(commandsOf(asked)).toEqual([
      {
        command: 'startStrategy',
        payload: { strategyId: 'buy-and-hold', instrument: BTC, params: { share: 0.5 } },
      },
    ]);
  });

  it('does not start with a parameter outside its range, and says which', () => {
    show(StrategiesPanel);
    fireEvent.change(screen.getByRole('textbox', { name: 'share', hidden: true }), {
      target: { value: '1.5' },
    });
    expect(screen.getByText('share must be 0 to 1, was 1.5')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Start Buy and hold' }).disabled).toBe(true);
  });

  it('says so when the engine cannot be reached', async () => {
    installRefusingHost({ code: 'failed', detail: 'the engine is not running', reference: '1' });
    show(StrategiesPanel);
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Start Buy and hold' }));
      await Promise.resolve();
    });
    await expect
      .poll(() => useNotices.getState().notices.map(({ text }) => text))
      .toEqual(['the engine is not running']);
  });
});

describe('the order ticket', () => {
  it('does not send an order without a protective stop and says why', () => {
    show(TicketPanel);
    fireEvent.change(screen.getByRole('textbox', { name: /Limit price/ }), { target: { value: '64000' } });
    fireEvent.submit(screen.getByRole('form', { name: 'Order ticket' }));
    expect(screen.getByText('An entry needs a protective stop')).toBeTruthy();
    expect(commandsOf(asked)).toEqual([]);
  });

  it('calls no field empty before an order of that type was tried', () => {
    show(TicketPanel);
    fireEvent.submit(screen.getByRole('form', { name: 'Order ticket' }));
    expect(screen.getByText(/^Limit price must be/)).toBeTruthy();
    fireEvent.change(screen.getByRole('combobox', { name: 'Type' }), { target: { value: 'stop-limit' } });
    expect(screen.queryByText(/must be a decimal/)).toBeNull();
  });
});

describe('the targets of the order ticket', () => {
  const type = (name: RegExp, value: string) =>
    fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

  it('are sent with their parts of the order, by keyboard alone', async () => {
    asked = installFakeHost({ placeOrder: () => ({ status: 'working', sizeBase: 0.01 }) });
    const container = show(TicketPanel);
    type(/^Size/, '0.010');
    type(/^Limit price/, '64000');
    type(/^Protective stop/, '63500');
    fireEvent.click(screen.getByRole('button', { name: 'Another target' }));
    type(/^Target 1/, '64500');
    type(/^Target 2/, '65000');
    type(/^Part 1/, '30');
    type(/^Part 2/, '70');
    expect(await seriousViolations(container)).toEqual([]);
    await act(async () => fireEvent.submit(screen.getByRole('form', { name: 'Order ticket' })));
    expect(commandsOf(asked)).toMatchObject([
      {
        command: 'placeOrder',
        payload: {
          targets: [
            { price: '64500', sizeBase: '0.003' },
            { price: '65000', sizeBase: '0.007' },
          ],
        },
      },
    ]);
  });

  it('are said to be wrong where they are, and hold the order back', async () => {
    show(TicketPanel);
    type(/^Size/, '0.010');
    type(/^Limit price/, '64000');
    type(/^Protective stop/, '63500');
    fireEvent.click(screen.getByRole('button', { name: 'Another target' }));
    type(/^Target 1/, '63900');
    type(/^Part 1/, '80');
    expect(screen.getByText('The target of a buy must be above 64000 USDT, was 63900 USDT')).toBeTruthy();
    expect(screen.getAllByText('All parts together must be 100 % or less, were 130 %')).toHaveLength(2);
    await act(async () => fireEvent.submit(screen.getByRole('form', { name: 'Order ticket' })));
    expect(commandsOf(asked)).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Without target 2' }));
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /^Target/ }).value).toBe('63900');
  });
});

describe('the fills panel', () => {
  it('tells why a fill happened, and that its price comes out again', async () => {
    installFakeHost({ explainFill: () => sampleExplanation });
    show(FillsPanel, { fills: [sampleFill] });
    fireEvent.click(screen.getByText('entry'));
    expect(await screen.findByText('It took 0.02 BTC at 64,000.2 from the displayed book.')).toBeTruthy();
    expect(screen.getByText(/agrees with the fill/)).toBeTruthy();
    expect(screen.getByText('+0.8 bps')).toBeTruthy();
  });

  it('shows what an order belonged to, how its queue was counted and the bar it met', async () => {
    const cause = {
      ...sampleExplanation.cause,
      model: 'in-bar',
      limit: ticks(640_010),
      triggeredBy: 'last',
      link: { kind: 'bracket-target', entryId: 'o-1' },
      queueModel: { model: 'power', exponent: 2 },
      bar: {
        open: ticks(640_000),
        high: ticks(640_100),
        low: ticks(639_900),
        slippageTicks: 12,
        depth: {
          halfSpreadTicks: 2,
          rangeTicks: 200,
          volumeLots: 40_000,
          allowedLots: 1_000,
          usedLots: 20,
        },
      },
    } as const;
    installFakeHost({ explainFill: () => ({ ...sampleExplanation, cause }) });
    show(FillsPanel, { fills: [sampleFill] });
    fireEvent.click(screen.getByText('entry'));
    for (const text of [
      '64,000.0 · 64,010.0 · 63,990.0',
      '1.2',
      '0.020 of 1.000, 0.020 had gone before',
      'bracket of o-1',
      'by trades and cancellations (power, exponent 2)',
      'the last trade',
      '64,001.0',
    ])
      expect(await screen.findByText(text)).toBeTruthy();
  });
});
