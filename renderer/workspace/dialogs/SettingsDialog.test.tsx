import * as Tooltip from '@radix-ui/react-tooltip';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../../electron/contract/host-channels.ts';
import { drawDialogs } from '../../design/jsdom.fixture.ts';
import { askHost } from '../../host-client/host.ts';
import { adoptSettings, currentSettings } from '../../host-client/settings.ts';
import { SettingsDialog } from './SettingsDialog.tsx';

vi.mock('../../host-client/host.ts', () => ({ askHost: vi.fn() }));

/** A host that keeps whatever it is told. */
beforeEach(() => {
  vi.mocked(askHost).mockReset();
  vi.mocked(askHost).mockImplementation((_channel, change) => {
    const settings = { ...currentSettings(), ...(change as Partial<Settings>) };
    return Promise.resolve({ ok: true, reply: { settings } }) as ReturnType<typeof askHost>;
  });
  drawDialogs();
});

afterEach(cleanup);

const open = () =>
  render(
    <Tooltip.Provider>
      <SettingsDialog onClose={() => undefined} />
    </Tooltip.Provider>,
  );

describe('the market in the settings', () => {
  it('offers the sandbox and every venue whose live data can be followed', () => {
    open();
    const choice = screen.getByLabelText<HTMLSelectElement>('Market');
    expect([...choice.options].map(({ text }) => text)).toEqual([
      'Sandbox, simulated',
      'Bybit, live public data',
      'Binance, live public data',
      'Binance USD-M, live public data',
      'OKX, live public data',
      'Kraken, live public data',
      'Coinbase, live public data',
    ]);
  });

  it('begins another venue with its own symbols, which can be changed', async () => {
    open();
    fireEvent.change(screen.getByLabelText('Market'), { target: { value: 'coinbase' } });
    await waitFor(() => expect(currentSettings().marketSource).toBe('coinbase'));
    expect(currentSettings().liveSymbols).toEqual(['BTC/USD', 'ETH/USD', 'SOL/USD']);
    const symbols = await screen.findByLabelText('Symbols, separated by commas');
    fireEvent.change(symbols, { target: { value: 'btc/usd, , DOGE/USD' } });
    fireEvent.blur(symbols);
    await waitFor(() => expect(currentSettings().liveSymbols).toEqual(['BTC/USD', 'DOGE/USD']));
  });
});

describe('the screen updates in the settings', () => {
  it('are 30 a second unless fewer are chosen', async () => {
    open();
    const updates = screen.getByLabelText<HTMLSelectElement>('Screen updates');
    expect(updates.value).toBe('30');
    fireEvent.change(updates, { target: { value: '5' } });
    await waitFor(() => expect(currentSettings().updatesPerSecond).toBe(5));
    expect(updates.value).toBe('5');
  });
});

describe('the delays in the settings', () => {
  const delays = () => screen.getByLabelText<HTMLSelectElement>('Delays');
  const constant = { feedMs: 40, orderMs: 40, responseMs: 40 };

  it('are the same for every order, or log-normal with a spread of the person’s choice', async () => {
    open();
    expect(delays().value).toBe('constant');
    fireEvent.change(delays(), { target: { value: 'log-normal' } });
    await waitFor(() => expect(delays().value).toBe('log-normal'));
    const spread = screen.getByLabelText('Spread (standard deviation of the logarithm)');
    fireEvent.change(spread, { target: { value: '0.75' } });
    fireEvent.blur(spread);
    const order = screen.getByLabelText(/^Us to venue/);
    await waitFor(() => expect(currentSettings().latency.variation).toMatchObject({ sigmaPerMille: 750 }));
    fireEvent.change(order, { target: { value: '15' } });
    fireEvent.blur(order);
    await waitFor(() =>
      expect(currentSettings().latency).toEqual({
        ...constant,
        orderMs: 15,
        variation: { kind: 'log-normal', sigmaPerMille: 750 },
      }),
    );
    fireEvent.change(delays(), { target: { value: 'constant' } });
    await waitFor(() => expect(currentSettings().latency).toEqual({ ...constant, orderMs: 15 }));
    adoptSettings({ ...currentSettings(), latency: constant });
  });

  it('are drawn from a table the host reads, and a refused one is told with the reason', async () => {
    const empirical = {
      kind: 'empirical',
      file: 'd.csv',
      feedMs: [9, 12],
      orderMs: [20],
      responseMs: [8],
    } as const;
    let reply: object = { outcome: 'failed', detail: 'd.csv, line 2: feed_ms must be ms' };
    vi.mocked(askHost).mockImplementation((channel) => {
      expect(channel).toBe('chooseDelays');
      return Promise.resolve({ ok: true, reply }) as ReturnType<typeof askHost>;
    });
    open();
    fireEvent.change(delays(), { target: { value: 'empirical' } });
    expect((await screen.findByRole('alert')).textContent).toContain('d.csv, line 2: feed_ms must be ms');
    expect(delays().value).toBe('constant');
    reply = {
      outcome: 'chosen',
      settings: { ...currentSettings(), latency: { ...constant, variation: empirical } },
    };
    fireEvent.change(delays(), { target: { value: 'empirical' } });
    expect(
      await screen.findByText('Drawn from d.csv: 2, 1, 1 delays of market to us, us to venue, venue to us.'),
    ).toBeTruthy();
    expect(screen.queryByLabelText(/^Us to venue/)).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
    adoptSettings({ ...currentSettings(), latency: constant });
  });
});
