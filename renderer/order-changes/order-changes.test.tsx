import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineView, OrderView, PositionView } from '../../engine/contract/views.ts';
import { drawDialogs } from '../design/jsdom.fixture.ts';
import { replaceView } from '../engine-client/engine-view.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../engine-client/fixtures/fake-host.ts';
import { BTC, sampleOrder, samplePosition, sampleView } from '../engine-client/fixtures/sample-view.ts';
import { useNotices } from '../host-client/notices.ts';
import { en } from '../language/en.ts';
import { ChangeOrderDialog } from './ChangeOrderDialog.tsx';
import { MoveStopDialog } from './MoveStopDialog.tsx';

const asked = { refusal: null };
const onClose = vi.fn();
let sent: readonly AskedHost[];

beforeAll(drawDialogs);
beforeEach(() => {
  onClose.mockClear();
  useNotices.setState({ notices: [] });
  sent = installFakeHost({ amendOrder: () => asked, moveStop: () => asked });
});
afterEach(cleanup);

function show(dialog: ReactElement, part: Partial<EngineView>): HTMLElement {
  replaceView({ ...sampleView, ...part });
  return render(<TooltipProvider>{dialog}</TooltipProvider>).container;
}

const type = (name: RegExp, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

describe('the form that changes an order', () => {
  const open = (order: Partial<OrderView> = {}) =>
    show(<ChangeOrderDialog orderId="o-1" onClose={onClose} />, { orders: [{ ...sampleOrder, ...order }] });

  it('begins with the order as it stands, and has nothing to send', () => {
    open();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /^Size/ }).value).toBe('0.020');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /^Limit price/ }).value).toBe('63990.0');
    expect(screen.getByText(en.changes.unchanged)).toBeTruthy();
    expect(button('Change').disabled).toBe(true);
  });

  it('asks for what is another one and for nothing else, and closes', async () => {
    open();
    type(/^Limit price/, '63980.5');
    await press('Change');
    expect(commandsOf(sent)).toEqual([
      { command: 'amendOrder', payload: { orderId: 'o-1', limitPrice: '63980.5' } },
    ]);
    expect(onClose).toHaveBeenCalledOnce();
    expect(useNotices.getState().notices.map(({ text }) => text)).toEqual([en.changes.asked]);
  });

  it('is sent by Enter from a field', async () => {
    open();
    type(/^Size/, '0.010');
    await act(async () => {
      fireEvent.submit(screen.getByRole('textbox', { name: /^Size/ }).closest('form') as HTMLFormElement);
    });
    expect(commandsOf(sent)).toEqual([
      { command: 'amendOrder', payload: { orderId: 'o-1', sizeBase: '0.010' } },
    ]);
  });

  it.each([
    [
      'off the grid of ticks',
      /^Limit price/,
      '63980.55',
      'Limit price must be a multiple of 0.1 USDT, was 63980.55 USDT',
    ],
    ['off the grid of lots', /^Size/, '0.0105', 'Size must be a multiple of 0.001 BTC, was 0.0105 BTC'],
    ['no number', /^Limit price/, '64k', 'Limit price must be a decimal like 123.45, was 64k'],
    ['zero', /^Size/, '0', 'Size must be above zero'],
  ])('says with units what is wrong with a value that is %s', (_what, field, value, error) => {
    open();
    type(field, value);
    expect(screen.getByText(error)).toBeTruthy();
    expect(button('Change').disabled).toBe(true);
  });

  it('lets nothing be smaller than what is filled', () => {
    open({ filledBase: 0.008 });
    type(/^Size/, '0.008');
    expect(screen.getByText('Size must be above the filled 0.008 BTC, was 0.008 BTC')).toBeTruthy();
  });

  it('has the trigger of a stop order, and no size for a leg of a pair', () => {
    open({ type: 'stop-limit', triggerPrice: 63_995, otherLeg: 'o-2' });
    expect(screen.queryByRole('textbox', { name: /^Size/ })).toBeNull();
    expect(screen.getByText(en.changes.pairHint)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /^Trigger price/ }).value).toBe('63995.0');
  });

  it('has only the size of a trailing stop, whose trigger follows by itself', () => {
    open({ type: 'trailing-stop', limitPrice: null, triggerPrice: 63_000, trailDistance: 50 });
    expect(screen.getAllByRole('textbox')).toHaveLength(1);
  });

  it('says why risk refuses it, in words and numbers, and stays open', async () => {
    const refusal = { code: 'exposure-above-limit', measured: { share: 0.31, limit: 0.25 } };
    sent = installFakeHost({ amendOrder: () => ({ refusal }) });
    open();
    type(/^Size/, '9.000');
    await press('Change');
    expect(screen.getByRole('alert').textContent).toBe(
      'Exposure would exceed its limit (share 31% of equity · limit 25% of equity)',
    );
    expect(onClose).not.toHaveBeenCalled();
  });

  it('has nothing to change any more once the order does not work', () => {
    open();
    type(/^Size/, '0.010');
    act(() => replaceView({ ...sampleView, orders: [{ ...sampleOrder, status: 'filled' }] }));
    expect(screen.getByText(en.changes.gone)).toBeTruthy();
    expect(button('Change').disabled).toBe(true);
  });

  it('has no serious accessibility violation', async () => {
    const { violations } = await axe.run(open(), { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  });
});

describe('the form that moves a stop', () => {
  const open = (position: Partial<PositionView> = {}) =>
    show(<MoveStopDialog owner={{ runId: 'manual', instrument: BTC }} onClose={onClose} />, {
      positions: [{ ...samplePosition, stopPrice: 63_500, ...position }],
    });

  it('asks for another trigger, and says what would be lost there', async () => {
    open();
    expect(screen.getByText('The stop stands at 63,500.0 USDT.')).toBeTruthy();
    type(/^Stop/, '63900.0');
    // (64,000.2 − 63,900 + (64,000.2 + 63,900) × 5.5 bps) × 0.02 = 170.545 × 0.02
    expect(
      screen.getByText(
        'Lost there: 3.41 USDT, from the mean entry of 64,000.2 USDT, taker fees both ways included',
      ),
    ).toBeTruthy();
    await press('Move');
    expect(commandsOf(sent)).toEqual([
      { command: 'moveStop', payload: { runId: 'manual', instrument: BTC, triggerPrice: '63900.0' } },
    ]);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('lets no stop through the market, on either side', () => {
    open();
    type(/^Stop/, '64000');
    expect(
      screen.getByText('The stop of a long position must be below the bid of 64000 USDT, was 64000 USDT'),
    ).toBeTruthy();
    expect(button('Move').disabled).toBe(true);
    cleanup();
    open({ direction: 'short', stopPrice: 64_500 });
    type(/^Stop/, '64000.2');
    expect(
      screen.getByText(
        'The stop of a short position must be above the ask of 64000.2 USDT, was 64000.2 USDT',
      ),
    ).toBeTruthy();
  });

  it('says what is gained at a stop beyond the entry', () => {
    open({ entryPrice: 63_000 });
    type(/^Stop/, '63600');
    // (63,600 − 63,000 − 126,600 × 5.5 bps) × 0.02
    expect(
      screen.getByText(/^Gained there: 10\.61 USDT, from the mean entry of 63,000\.0 USDT/),
    ).toBeTruthy();
  });

  it('says why risk refuses it, in words and numbers', async () => {
    const measured = { lossQuote: 420, equityQuote: 10_000, limit: 0.02 };
    sent = installFakeHost({ moveStop: () => ({ refusal: { code: 'risk-per-trade', measured } }) });
    open();
    type(/^Stop/, '43000');
    await press('Move');
    const words = screen.getByRole('alert').textContent;
    expect(words).toContain(en.refusals.codes['risk-per-trade']);
    expect(words).toContain('420');
    expect(onClose).not.toHaveBeenCalled();
  });

  it('has nothing to move any more once the position is closed', () => {
    open();
    type(/^Stop/, '63900');
    act(() => replaceView({ ...sampleView, positions: [] }));
    expect(screen.getByText(en.changes.gone)).toBeTruthy();
    expect(button('Move').disabled).toBe(true);
  });

  it('says that no stop is known to stand', () => {
    open({ stopPrice: null });
    expect(screen.getByText(en.changes.standsNowhere)).toBeTruthy();
  });
});
