import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineView, OrderView } from '../../../engine/contract/views.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import {
  sampleLive,
  sampleMarket,
  sampleOrder,
  sampleView,
  BTC,
} from '../../engine-client/fixtures/sample-view.ts';
import { layOut, paintNothing } from '../../design/jsdom.fixture.ts';
import { LadderPanel } from './LadderPanel.tsx';

let asked: readonly AskedHost[];

beforeAll(() => {
  layOut({ width: 320, height: 424 });
  paintNothing();
  // jsdom measures nothing; the ladder learns the height of its box from the first call.
  globalThis.ResizeObserver = class implements ResizeObserver {
    readonly #callback: ResizeObserverCallback;
    constructor(callback: ResizeObserverCallback) {
      this.#callback = callback;
    }
    observe(target: Element) {
      this.#callback([{ target } as ResizeObserverEntry], this);
    }
    unobserve() {}
    disconnect() {}
  };
});
beforeEach(() => {
  asked = installFakeHost({ amendOrder: () => ({ refusal: null }) });
});
afterEach(cleanup);

const own = { ...sampleOrder, limitPrice: 63_999.9, sizeBase: 0.02, filledBase: 0 };

function show(view: Partial<EngineView> = {}): void {
  replaceView({ ...sampleView, markets: { [BTC]: sampleMarket }, orders: [own], ...view });
  render(
    <TooltipProvider>
      <LadderPanel />
    </TooltipProvider>,
  );
}

const cell = (price: string, name: string): HTMLElement => {
  const row = [...document.querySelectorAll<HTMLElement>('[data-row]')].find(
    (each) => each.querySelector('[data-cell="price"]')?.textContent === price,
  );
  const found = row?.querySelector<HTMLElement>(name);
  if (!found) throw new Error(`the ladder must show ${name} at ${price}`);
  return found;
};
const arm = () => {
  fireEvent.click(screen.getByRole('button', { name: 'Click to trade' }));
  fireEvent.change(screen.getByLabelText(/^Stop/), { target: { value: '50' } });
};
const told = (command: string) =>
  commandsOf(asked).filter((each) => (each as { command: string }).command === command);

describe('the ladder', () => {
  it('shows sizes at their prices and the own order in its row', () => {
    show();
    expect(cell('64,000.0', '[data-cell="bid"]').textContent).toBe('1.000');
    expect(cell('64,000.2', '[data-cell="ask"]').textContent).toBe('3.000');
    expect(cell('63,999.9', '[data-own="buy"]').textContent).toBe('0.020');
  });

  it('does nothing on a click until trading is switched on', () => {
    show();
    fireEvent.click(cell('64,000.0', '[data-side="buy"]'));
    expect(told('placeOrder')).toEqual([]);
    arm();
    fireEvent.click(cell('64,000.0', '[data-side="buy"]'));
    expect(told('placeOrder')).toMatchObject([
      { payload: { side: 'buy', limitPrice: '64000.0', protectiveStopPrice: '63950.0' } },
    ]);
  });

  it('cancels the own order that is pressed', () => {
    show();
    arm();
    const order = cell('63,999.9', '[data-own="buy"]');
    fireEvent.pointerDown(order);
    fireEvent.pointerUp(order);
    fireEvent.click(order);
    expect(told('cancelOrder')).toEqual([{ command: 'cancelOrder', payload: { orderId: 'o-1' } }]);
    expect(told('placeOrder')).toEqual([]);
  });

  const drag = () => {
    fireEvent.pointerDown(cell('63,999.9', '[data-own="buy"]'));
    fireEvent.pointerUp(cell('63,999.5', '[data-side="buy"]'));
  };

  it('asks before it gives a dragged order its new price where it stands', async () => {
    show();
    arm();
    drag();
    expect(told('amendOrder')).toEqual([]);
    const question = screen.getByRole('alertdialog').textContent;
    expect(question).toMatch(/^Move Buy [\d.]+ BTC from 63,999\.9 to 63,999\.5 USDT\? /);
    expect(question).toContain('It queues behind everyone at that price');
    fireEvent.click(screen.getByRole('button', { name: 'Move' }));
    await act(() => Promise.resolve());
    expect(told('amendOrder')).toMatchObject([{ payload: { orderId: 'o-1', limitPrice: '63999.5' } }]);
    expect([...told('cancelOrder'), ...told('placeOrder')]).toEqual([]);
  });

  it('changes nothing when the order ended while the question stood', async () => {
    show();
    arm();
    drag();
    act(() => replaceView({ ...sampleView, orders: [{ ...own, status: 'filled', filledBase: 0.02 }] }));
    fireEvent.click(screen.getByRole('button', { name: 'Move' }));
    await act(() => Promise.resolve());
    expect([...told('amendOrder'), ...told('cancelOrder'), ...told('placeOrder')]).toEqual([]);
  });

  describe('at a venue that changes no orders', () => {
    const session = { ...sampleView.session, live: { ...sampleLive, amendsInPlace: false } };
    const become = (order: OrderView) =>
      act(async () => {
        replaceView({ ...sampleView, session, markets: { [BTC]: sampleMarket }, orders: [order] });
        await Promise.resolve();
        await Promise.resolve();
      });

    it('says that it cancels and places anew, and places only after the cancel', async () => {
      show({ session });
      arm();
      drag();
      expect(told('cancelOrder')).toEqual([]);
      expect(screen.getByRole('alertdialog').textContent).toContain('canceled and placed anew');
      fireEvent.click(screen.getByRole('button', { name: 'Move' }));
      await act(() => Promise.resolve());
      expect(told('cancelOrder')).toHaveLength(1);
      expect(told('placeOrder')).toEqual([]);
      await become({ ...own, status: 'canceled' });
      expect(told('placeOrder')).toMatchObject([
        { payload: { side: 'buy', sizeBase: '0.020', limitPrice: '63999.5' } },
      ]);
      expect(told('amendOrder')).toEqual([]);
    });

    it('places nothing when the order was filled before the cancel reached it', async () => {
      show({ session });
      arm();
      fireEvent.click(screen.getByLabelText('Ask before moving an order'));
      drag();
      await act(() => Promise.resolve());
      await become({ ...own, status: 'filled', filledBase: 0.02 });
      expect(told('cancelOrder')).toHaveLength(1);
      expect(told('placeOrder')).toEqual([]);
    });

    it('moves only what is left of an order that was filled while the question stood', async () => {
      show({ session });
      arm();
      drag();
      const half = { ...own, filledBase: 0.015 };
      await become(half);
      fireEvent.click(screen.getByRole('button', { name: 'Move' }));
      await become({ ...half, status: 'canceled' });
      expect(told('placeOrder')).toMatchObject([{ payload: { sizeBase: '0.005', limitPrice: '63999.5' } }]);
    });
  });

  describe('whose rows move while something is pressed', () => {
    const moved = { ...sampleMarket, bids: [64_010, 1], asks: [64_010.2, 1] };
    const move = () => act(() => replaceView({ ...sampleView, markets: { [BTC]: moved }, orders: [own] }));

    it('neither moves nor cancels the own order that was clicked', async () => {
      show();
      arm();
      fireEvent.click(screen.getByLabelText('Ask before moving an order'));
      const order = cell('63,999.9', '[data-own="buy"]');
      fireEvent.pointerDown(order);
      move();
      fireEvent.pointerUp(order);
      fireEvent.click(order);
      await act(() => Promise.resolve());
      expect([...told('amendOrder'), ...told('cancelOrder'), ...told('placeOrder')]).toEqual([]);
    });

    it('places an order at the price that was pressed', () => {
      show();
      arm();
      const bid = cell('64,000.0', '[data-side="buy"]');
      fireEvent.pointerDown(bid);
      move();
      fireEvent.pointerUp(bid);
      fireEvent.click(bid);
      expect(told('placeOrder')).toMatchObject([{ payload: { side: 'buy', limitPrice: '64000.0' } }]);
    });
  });

  it('asks the engine for as many levels as were chosen', async () => {
    show();
    fireEvent.change(screen.getByLabelText('Levels a side'), { target: { value: '200' } });
    await act(() => Promise.resolve());
    expect(told('watch').at(-1)).toMatchObject({ payload: { ladders: [BTC], ladderLevels: 200 } });
  });

  it('stays where it is in free centering and follows in lock', async () => {
    show();
    const top = () => document.querySelector('[data-row="0"] [data-cell="price"]')?.textContent;
    const before = top();
    fireEvent.change(screen.getByLabelText('Centering'), { target: { value: 'free' } });
    const moved = { ...sampleMarket, bids: [64_010, 1], asks: [64_010.2, 1] };
    act(() => replaceView({ ...sampleView, markets: { [BTC]: moved } }));
    expect(top()).toBe(before);
    fireEvent.change(screen.getByLabelText('Centering'), { target: { value: 'locked' } });
    await vi.waitFor(() => expect(top()).toBe('64,011.1'));
  });
});
