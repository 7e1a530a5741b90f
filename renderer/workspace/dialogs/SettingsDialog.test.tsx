import * as Tooltip from '@radix-ui/react-tooltip';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../../electron/contract/host-channels.ts';
import { drawDialogs } from '../../design/jsdom.fixture.ts';
import { askHost } from '../../host-client/host.ts';
import { currentSettings } from '../../host-client/settings.ts';
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
