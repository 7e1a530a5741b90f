import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { LimitsPanel } from './LimitsPanel.tsx';
import { MakerPanel } from './MakerPanel.tsx';
import { RiskPanel } from './RiskPanel.tsx';
import { RiskRulesPanel } from './RiskRulesPanel.tsx';
import { RulePacksPanel } from './RulePacksPanel.tsx';
import { refreshRisk } from './use-risk.ts';
import { samplePack, sampleRisk } from './sample-risk.fixture.ts';

let asked: readonly AskedHost[];

beforeEach(() => {
  asked = installFakeHost({
    risk: () => sampleRisk,
    setLimit: () => ({ fromMs: 0 }),
    setRulePacks: () => ({ fromMs: 0 }),
  });
  replaceView(sampleView);
  useConnection.setState({ isLive: true });
});
afterEach(cleanup);

const open = async (panel: React.ReactElement) => {
  render(panel);
  await act(() => Promise.resolve());
};
const sent = (command: string) =>
  commandsOf(asked).find((each) => (each as { readonly command: string }).command === command);

describe('the risk panel', () => {
  it('says what may leave and why, and how far every rule is from breaking', async () => {
    await open(<RiskPanel />);
    expect(screen.getByRole('status').textContent).toBe(
      'Only what makes positions smaller may leave. five losses in a row Set by a limit, not by hand.',
    );
    expect(screen.getByRole('img', { name: /Two-step: daily loss: 24%/ })).toBeDefined();
    expect(screen.getByText('380.00 USDT above 9,500.00 USDT')).toBeDefined();
    expect(screen.getByText('-120.00')).toBeDefined();
  });

  it('asks the host to end the pause of a symbol by hand', async () => {
    await open(<RiskPanel />);
    fireEvent.click(screen.getByRole('button', { name: 'End it now' }));
    await act(() => Promise.resolve());
    expect(asked.find(({ channel }) => channel === 'safetyWish')?.request).toEqual({
      wish: { kind: 'end-pause', of: { kind: 'symbol', instrument: 'sandbox:BTC/USDT:USDT' } },
      typedWord: '',
    });
  });
});

describe('the limits panel', () => {
  it('shows what is used and sends a typed percentage as a fraction', async () => {
    await open(<LimitsPanel />);
    const row = screen.getByRole('row', { name: /^Loss of the UTC day, of equity/ });
    expect(within(row).getAllByRole('cell')[0]?.textContent).toBe('1.20%');
    const field = within(row).getByRole('textbox');
    fireEvent.change(field, { target: { value: '3' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await act(() => Promise.resolve());
    expect(sent('setLimit')).toMatchObject({ payload: { limit: 'dailyLoss', value: 0.03 } });
  });

  it('names the bounds and sends nothing when a value lies outside of them', async () => {
    await open(<LimitsPanel />);
    const row = screen.getByRole('row', { name: /^Leverage/ });
    const field = within(row).getByRole('textbox');
    fireEvent.change(field, { target: { value: '50' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await act(() => Promise.resolve());
    expect(screen.getByRole('alert').textContent).toBe('A number from 0.01× to 5×.');
    expect(sent('setLimit')).toBeUndefined();
  });
});

describe('the panel of rule packs', () => {
  it('says what a pack demands and switches it off', async () => {
    await open(<RulePacksPanel />);
    expect(
      screen.getByText(/At most 5\.0% of the initial capital in a day, .* in Europe\/Prague\./),
    ).toBeDefined();
    fireEvent.click(screen.getByRole('checkbox', { name: samplePack.title }));
    await act(() => Promise.resolve());
    expect(sent('setRulePacks')).toMatchObject({ payload: { packs: [] } });
  });

  it('adds a pack of one’s own to what is wanted: a pack that is to go still goes', async () => {
    const own = { ...samplePack, id: 'mine', title: 'Mine' };
    const leaving = { packs: [], fromMs: sampleRisk.timeMs + 3_600_000 };
    asked = installFakeHost({
      risk: () => ({ ...sampleRisk, packs: [samplePack], pendingPacks: leaving }),
      readRulePack: () => ({ pack: own }),
      setRulePacks: () => ({ fromMs: 0 }),
    });
    await open(<RulePacksPanel />);
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '{}' } });
    fireEvent.click(screen.getByRole('button', { name: 'Check and switch on' }));
    await act(async () => {
      await Promise.resolve();
      await Promise.resolve();
    });
    expect(sent('setRulePacks')).toMatchObject({ payload: { packs: [own] } });
  });
});

describe('the panel of risk rules', () => {
  it('says under the regime rules which strategies are outside of them, once they are on', async () => {
    const { unmount } = render(<RiskRulesPanel />);
    await act(() => Promise.resolve());
    const regime = () => screen.getByRole('combobox', { name: 'Regime rules' });
    expect(regime().getAttribute('aria-describedby')).toBeNull();
    unmount();
    const rules = { ...sampleRisk.rules, sizing: { ...sampleRisk.rules.sizing, regime: 'corrected' } };
    installFakeHost({ risk: () => ({ ...sampleRisk, rules }) });
    await open(<RiskRulesPanel />);
    await act(() => refreshRisk());
    expect(regime().getAttribute('aria-describedby')).not.toBeNull();
    expect(screen.getByText(/^Only votes of formulas say how sure they are/)).toBeDefined();
  });
});

describe('the panel of resting entries', () => {
  it('shows how many filled, how long they waited and what the price did after', async () => {
    await open(<MakerPanel />);
    const cells = within(screen.getByRole('row', { name: /^Buy and hold/ })).getAllByRole('cell');
    expect(cells.map(({ textContent }) => textContent)).toEqual([
      '4',
      '50%',
      '50% (15% to 85%)',
      '12 s ± 3 s',
      '1 / 1',
      '+0.4 ± 0.3',
      '–',
    ]);
  });
});
