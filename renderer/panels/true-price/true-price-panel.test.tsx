import { TooltipProvider } from '@radix-ui/react-tooltip';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChainView } from '../../../engine/contract/true-price-commands.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { TruePricePanel } from './TruePricePanel.tsx';
import { useChain } from './use-chain.ts';
import { useHistory } from './use-history.ts';

const defaults = {
  electricityPrice: 0.044,
  fleetEfficiency: 26.5,
  maxSupply: 21_000_000,
  blocksPerYear: 52_560,
  blockSeconds: 600,
  genesisTime: 1_231_006_505,
};
const check = {
  inputs: { ...defaults, height: 925_000, difficulty: 150e12, blockTime: 1_764_000_000 },
  truePrice: 102_012.318844,
};
const terms = {
  halvings: 4,
  subsidy: 3.125,
  supply: 19_953_128.125,
  hashRate: 1.073741824e21,
  networkPowerWatt: 28.454158336e9,
  energyPerBlock: 4_742_359.7,
  energyPerCoin: 1_517_555.11125,
  productionCost: 66_772.4248951,
  stockToFlow: 121.480232116,
  scarcity: 0.191990062036,
  days: 6168.90619213,
  maturity: 0.352941283641,
  supplyTerm: 0.9513512203,
  multiplier: 1.52776118292,
  truePrice: 102_012.318844,
};
const off: ChainView = {
  state: 'off',
  kind: null,
  endpoint: '',
  failure: '',
  nextAskMs: null,
  height: null,
  difficulty: null,
  blockTime: null,
  price: null,
  retargets: null,
  isReadingRetargets: false,
  told: [],
  notToldBecause: '',
};
const priced = {
  terms,
  comparison: null,
  sensitivities: [
    {
      input: 'difficulty',
      low: 135e12,
      high: 165e12,
      priceAtLow: 91_811,
      priceAtHigh: 112_214,
      swing: 20_402,
    },
    { input: 'height', low: 832_500, high: 1_017_500, priceAtLow: 50_000, priceAtHigh: null, swing: null },
  ],
  checked: { truePrice: 102_012.318844, agrees: true },
};
const history = {
  instruments: [],
  instrument: null,
  missing: ['prices', 'difficulty'],
  timesMs: [],
  market: [],
  truePrice: [],
  days: 0,
  daysWithout: 0,
  tests: [],
  leastDays: 100,
  line: null,
};

let asked: readonly AskedHost[];
let chain = off;

beforeEach(() => {
  chain = off;
  useChain.setState({ chain: undefined, refusal: '' });
  useHistory.setState({ history: undefined, failure: '', isLooking: false });
  useConnection.setState({ isLive: true });
  asked = installFakeHost({
    truePriceSetup: () => ({ defaults, check }),
    truePrice: () => priced,
    truePriceHistory: () => history,
    chain: () => chain,
    connectChain: () => (chain = { ...off, state: 'asking', kind: 'node', endpoint: '127.0.0.1:8332' }),
  });
  replaceView(sampleView);
});
afterEach(cleanup);

const show = () =>
  render(
    <TooltipProvider>
      <TruePricePanel />
    </TooltipProvider>,
  ).container;
const asks = (command: string) =>
  commandsOf(asked).flatMap((each) => {
    const { command: name, payload } = each as { command: string; payload: unknown };
    return name === command ? [payload] : [];
  });

async function fillCheckCase(): Promise<void> {
  const button = screen.getByRole('button', { name: 'Check case' });
  await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false));
  fireEvent.click(button);
  await screen.findByText(/This is the check case/);
}

describe('the TRUE PRICE panel', () => {
  it('says what is missing and asks nobody for it', async () => {
    show();
    expect(screen.getByText(/Height, difficulty and time of the newest block are needed/)).toBeTruthy();
    await screen.findByText('off, nobody is asked');
    expect(asks('connectChain')).toEqual([]);
    expect(asks('truePrice')).toEqual([]);
    expect(screen.getByText(/does not forecast/)).toBeTruthy();
  });

  it('fills the check case and shows every number on the way', async () => {
    const container = show();
    await fillCheckCase();
    expect(asks('truePrice').at(-1)).toMatchObject({ inputs: check.inputs, share: 0.1 });
    expect(screen.getByText('102,012.32')).toBeTruthy();
    for (const text of ['28.454', '0.352941', '66,772.42']) expect(screen.getByText(text)).toBeTruthy();
    const table = within(screen.getByRole('region', { name: 'Numbers of the chart' }));
    expect(table.getAllByRole('row').map((row) => row.textContent)).toEqual([
      'InputLowHighAt lowAt highSwing',
      expect.stringMatching(/^Difficulty.*91,811112,21420,402$/),
      'Block height832,5001,017,50050,000––',
    ]);
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  });

  it('gives one typed input back to where it came from', async () => {
    show();
    await fillCheckCase();
    const field = screen.getByLabelText<HTMLInputElement>('Price of electricity, USD/kWh');
    fireEvent.change(field, { target: { value: '0.09' } });
    await waitFor(() =>
      expect(asks('truePrice').at(-1)).toMatchObject({ inputs: { electricityPrice: 0.09 } }),
    );
    fireEvent.change(field, { target: { value: 'cheap' } });
    expect(screen.getByText('This is no number above zero')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Forget the typed Price of electricity' }));
    expect(field.value).toBe('0.044');
  });

  it('sends a password once and keeps it nowhere', async () => {
    show();
    fireEvent.change(screen.getByLabelText('Kind'), { target: { value: 'node' } });
    fireEvent.change(screen.getByLabelText('Login'), { target: { value: 'password' } });
    fireEvent.change(screen.getByLabelText('Address'), { target: { value: 'http://127.0.0.1:8332' } });
    fireEvent.change(screen.getByLabelText('User'), { target: { value: 'me' } });
    const password = screen.getByLabelText<HTMLInputElement>('Password');
    expect(password.type).toBe('password');
    fireEvent.change(password, { target: { value: 'hunter22' } });
    fireEvent.click(screen.getByRole('button', { name: 'Connect' }));
    await waitFor(() => expect(password.value).toBe(''));
    expect(asks('connectChain')).toEqual([
      {
        source: {
          kind: 'node',
          url: 'http://127.0.0.1:8332',
          login: { kind: 'password', user: 'me', password: 'hunter22' },
        },
      },
    ]);
    await screen.findByText(/127\.0\.0\.1:8332: asking/);
    expect(JSON.stringify(localStorage)).not.toContain('hunter22');
  });

  it('says what is missing for a history', async () => {
    show();
    await fillCheckCase();
    fireEvent.click(screen.getByRole('button', { name: 'Compare with the market' }));
    expect(await screen.findByText(/Import daily bars in the data library/)).toBeTruthy();
    expect(screen.getByText(/The difficulty of the past is not known/)).toBeTruthy();
  });
});
