import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RiskView } from '../../../engine/contract/risk-views.ts';
import { CORRECTED_MAKER } from '../../../engine/domain/risk/maker-terms.ts';
import type { RiskRules } from '../../../engine/domain/risk/risk-policy.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { RiskRulesPanel } from './RiskRulesPanel.tsx';
import { refreshRisk } from './use-risk.ts';
import { sampleRisk } from './sample-risk.fixture.ts';

let asked: readonly AskedHost[];
let risk: RiskView;

const settled = () =>
  act(async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  });

/** The panel over an engine that takes every rule it is told. */
async function open(rules: Partial<RiskRules> = {}, rest: Partial<RiskView> = {}) {
  risk = { ...sampleRisk, ...rest, rules: { ...sampleRisk.rules, ...rules } };
  asked = installFakeHost({
    risk: () => risk,
    setRiskRules: (payload) => {
      risk = { ...risk, rules: (payload as { readonly rules: RiskRules }).rules };
      return {};
    },
  });
  render(<RiskRulesPanel />);
  await act(() => refreshRisk());
  await settled();
}

const sentCount = () =>
  commandsOf(asked).filter((each) => (each as { readonly command: string }).command === 'setRiskRules')
    .length;
const choose = async (name: string | RegExp, value: string) => {
  fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });
  await settled();
};
const write = async (name: string | RegExp, value: string) => {
  const field = screen.getByRole('textbox', { name });
  fireEvent.change(field, { target: { value } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await settled();
};
const press = async (role: 'checkbox' | 'button', name: string | RegExp) => {
  fireEvent.click(screen.getByRole(role, { name }));
  await settled();
};

beforeEach(() => {
  replaceView(sampleView);
  useConnection.setState({ isLive: true });
});
afterEach(cleanup);

const sizing = sampleRisk.rules.sizing;

describe('the numbers of a rule', () => {
  it('are shown with unit, bounds and usual value once the rule is on, and set one by one', async () => {
    await open();
    expect(screen.queryByRole('textbox', { name: /Part of the Kelly stake/ })).toBeNull();
    await choose('Kelly', 'as-described');
    expect(screen.getAllByText('1 % to 100 %, usually 50 %')).toHaveLength(1);
    await write(/Part of the Kelly stake/, '25');
    expect(risk.rules.sizing).toEqual({ ...sizing, kelly: 'as-described', kellyShare: 0.25 });
  });

  it('are marked as own when they are not what the preset fills in, and go back to it', async () => {
    await open({ sizing: { ...sizing, cvar: 'corrected', dailyShortfall: 0.01 } });
    expect(screen.getByText('Own value')).toBeDefined();
    await press('button', 'Back to 2 %');
    expect(risk.rules.sizing.dailyShortfall).toBe(0.02);
    expect(screen.queryByText('Own value')).toBeNull();
  });

  it('are filled in anew by the preset that is chosen', async () => {
    await open({ sizing: { ...sizing, kelly: 'as-described', kellyShare: 0.1, kellyCap: 0.1 } });
    await choose('Kelly', 'corrected');
    expect(risk.rules.sizing).toEqual({ ...sizing, kelly: 'corrected' });
  });

  it('beyond their bounds are refused with them, and nothing is sent', async () => {
    await open({ correlation: { preset: 'corrected', limit: 0.7 } });
    await write('Highest correlation', '0.99');
    expect(screen.getByText('A number from 0.1 to 0.95.')).toBeDefined();
    expect(sentCount()).toBe(0);
    await write('Highest correlation', '0.6');
    expect(risk.rules.correlation).toEqual({ preset: 'corrected', limit: 0.6 });
  });

  it('that are changed one right after the other do not undo each other', async () => {
    await open({ sizing: { ...sizing, kelly: 'as-described' } });
    const typeIn = (name: RegExp, value: string) => {
      const field = screen.getByRole('textbox', { name });
      fireEvent.change(field, { target: { value } });
      fireEvent.blur(field);
    };
    typeIn(/Part of the Kelly stake/, '30');
    typeIn(/At most, of equity/, '10');
    await settled();
    await settled();
    expect(risk.rules.sizing).toMatchObject({ kellyShare: 0.3, kellyCap: 0.1 });
  });
});

describe('the exit plan', () => {
  it('is filled in by a preset and becomes one’s own with a number of it', async () => {
    await open();
    await choose('Exit plan', 'three-to-one');
    expect(risk.rules.exits).toEqual({ 'buy-and-hold': { asymmetric: { stop: 0.005, target: 0.015 } } });
    await write(/^Stop, from the entry/, '0,4');
    expect(risk.rules.exits['buy-and-hold']).toEqual({ asymmetric: { stop: 0.004, target: 0.015 } });
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Exit plan' }).value).toBe('own');
  });

  it('is built part by part, and is gone with its last one', async () => {
    await open();
    await press('checkbox', 'Trailing stop');
    await press('checkbox', 'Targets');
    await press('checkbox', 'Break-even stop');
    expect(risk.rules.exits['buy-and-hold']).toEqual({
      trailing: { activation: 0.005, distance: 0.002 },
      targets: { gains: [0.01, 0.03], share: 0.5 },
      breakEven: { activation: 0.0025, level: 'entry-with-cost' },
    });
    await write(/^Next target, gain/, '4');
    await write(/^First target, gain/, '5');
    expect(screen.getByText('Each target must lie beyond the one before.')).toBeDefined();
    await choose('Break-even is at', 'entry');
    expect(risk.rules.exits['buy-and-hold']).toMatchObject({
      targets: { gains: [0.01, 0.04] },
      breakEven: { level: 'entry' },
    });
    for (const part of ['Trailing stop', 'Targets', 'Break-even stop']) await press('checkbox', part);
    expect(risk.rules.exits).toEqual({});
  });

  it('of positions by hand can be chosen, without a shortest hold or resting entries', async () => {
    await open();
    await choose('Rules of the strategy', 'manual');
    await choose('Exit plan', 'three-to-one');
    expect(Object.keys(risk.rules.exits)).toEqual(['manual']);
    expect(screen.queryByRole('combobox', { name: 'Shortest hold' })).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Entries' })).toBeNull();
  });
});

describe('the shortest hold', () => {
  it('is offered by name, corrected and as described, and its time can be set', async () => {
    await open();
    const names = within(screen.getByRole('combobox', { name: 'Shortest hold' }))
      .getAllByRole('option')
      .map(({ textContent }) => textContent);
    expect(names).toEqual(['None', 'Event, 10 min, Corrected', 'Event, 10 min, As described']);
    await choose('Shortest hold', 'event as-described');
    expect(risk.rules.minimumHolds).toEqual({ 'buy-and-hold': { ms: 600_000, blocksProtection: true } });
    await write(/^Shortest time/, '15');
    await choose('Held back until then', 'corrected');
    expect(risk.rules.minimumHolds).toEqual({ 'buy-and-hold': { ms: 900_000, blocksProtection: false } });
  });
});

describe('resting entries', () => {
  it('take their distance, their time and what follows', async () => {
    await open();
    await choose('Entries', 'corrected');
    await write(/^Better than the mid by/, '0.05');
    await write(/^Rests for/, '45');
    await choose('What was not filled then', 'requote');
    expect(risk.rules.maker['buy-and-hold']).toEqual({
      ...CORRECTED_MAKER,
      improvement: 0.0005,
      restMs: 45_000,
      fallback: 'requote',
      requotes: 3,
    });
    await choose('What was not filled then', 'cancel');
    expect(risk.rules.maker['buy-and-hold']).toMatchObject({ fallback: 'cancel', requotes: 0 });
  });
});

describe('the states of a market', () => {
  it('say which strategies may enter, and which presets where not all of one', async () => {
    const preset = sampleView.catalog[0]?.presets[0];
    const strategies = [
      { strategyId: 'buy-and-hold', presets: [preset?.name ?? ''], isWhole: false },
      { strategyId: 'order-flow', presets: [], isWhole: true },
    ];
    const rule = { leastConviction: 0.65, sizeFactor: 0.8 };
    await open(
      {},
      {
        regimes: [
          { ...rule, regime: 'consolidation', sides: 'reversion', strategies },
          { ...rule, regime: 'breakout', sides: 'breakout', strategies: [] },
        ],
      },
    );
    const cells = (name: RegExp) =>
      within(screen.getByRole('row', { name }))
        .getAllByRole('cell')
        .map(({ textContent }) => textContent);
    expect(cells(/^Consolidation/)).toEqual([
      'both, back to a mean alone',
      '0.65',
      '80%',
      `${sampleView.catalog[0]?.title ?? ''} (${preset?.title ?? ''}); order-flow`,
    ]);
    expect(cells(/^Breakout/).at(-1)).toBe('nobody');
  });

  it('take a strategy for one that trades back to a mean where its owner says so', async () => {
    await open();
    await choose('Way back to a mean', 'own');
    expect(risk.rules.reversion).toEqual(['buy-and-hold']);
    await choose('Way back to a mean', 'declared');
    expect(risk.rules.reversion).toEqual([]);
  });
});

describe('correlations', () => {
  it('are shown with the interval of their sample', async () => {
    await open();
    const cells = within(screen.getByRole('row', { name: /^BTC · ETH/ })).getAllByRole('cell');
    expect(cells.map(({ textContent }) => textContent)).toEqual(['+0.91', '+0.86 to +0.94', '+0.84']);
    expect(cells[1]?.title).toBe('of 90 returns of four hours');
  });
});
