import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlowWatch } from '../../../engine/contract/flow.ts';
import { flowKey } from '../../../engine/contract/flow-key.ts';
import type { FormulaUpdate } from '../../../engine/contract/formula-commands.ts';
import { layOut, observeNoSizes } from '../../design/jsdom.fixture.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { BTC, sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { announceFlow } from '../../engine-client/flow-updates.ts';
import { type ChartFormula, takeFormulas } from '../../linking/chart-formula.ts';
import { formulaExample, updateExample } from './formulas.fixture.ts';
import { FormulasPanel } from './FormulasPanel.tsx';

const formulas = [
  formulaExample({ id: 'F2', key: 'second', title: 'Second one', family: 'volatility', role: 'filter' }),
  formulaExample({ id: 'F1', title: 'First one' }),
  formulaExample({
    id: 'F3',
    key: 'third',
    title: 'Third one',
    reads: ['book'],
    charting: 'from-now',
    params: [],
  }),
];
let asked: readonly AskedHost[];

beforeAll(() => {
  layOut({ width: 400, height: 400 });
  observeNoSizes();
});
beforeEach(() => {
  asked = installFakeHost({
    formulas: () => ({ formulas }),
    checkFormula: () => ({ warmUp: 1, warmUpMs: 0 }),
  });
  replaceView(sampleView);
  useConnection.setState({ isLive: true });
});
afterEach(cleanup);

async function show() {
  const { container } = render(
    <TooltipProvider>
      <FormulasPanel />
    </TooltipProvider>,
  );
  await screen.findByRole('listbox', { name: 'Formulas' });
  return container;
}
const list = () => screen.getByRole('listbox', { name: 'Formulas' });
const listed = () =>
  within(list())
    .getAllByRole('option')
    .map(({ textContent }) => textContent?.slice(0, 2));
const detail = () => screen.getByRole('article');
const watchOf = (formula: string, params: Record<string, number> = {}): FlowWatch => ({
  kind: 'formula',
  instrument: BTC,
  formula,
  params,
});
const say = (watch: FlowWatch, update: Partial<FormulaUpdate>) =>
  act(() => announceFlow([{ key: flowKey(watch), body: updateExample(update) }]));
const watched = () =>
  commandsOf(asked)
    .map((each) => each as { command: string; payload: { flows: FlowWatch[] } })
    .findLast(({ command }) => command === 'watch')?.payload.flows ?? [];

describe('the formula explorer', () => {
  it('lists every formula in the order of its number and opens the first', async () => {
    await show();
    expect(listed()).toEqual(['F1', 'F2', 'F3']);
    expect(screen.getByText('3 formulas of the catalogue, 0 indicators')).toBeTruthy();
    expect(detail().getAttribute('aria-label')).toBe('F1 First one');
  });

  it('goes through the list with the keyboard, from the search field on', async () => {
    await show();
    const search = screen.getByRole('searchbox', { name: 'Search' });
    fireEvent.keyDown(search, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(list());
    fireEvent.keyDown(list(), { key: 'ArrowDown' });
    expect(detail().getAttribute('aria-label')).toBe('F2 Second one');
    expect(list().getAttribute('aria-activedescendant')).toBe('formula-F2');
    fireEvent.keyDown(list(), { key: 'End' });
    expect(detail().getAttribute('aria-label')).toBe('F3 Third one');
    fireEvent.keyDown(list(), { key: 'ArrowDown' });
    expect(detail().getAttribute('aria-label')).toBe('F3 Third one');
  });

  it('narrows the list by words and by family, and says when nothing fits', async () => {
    await show();
    fireEvent.change(screen.getByLabelText('Family'), { target: { value: 'volatility' } });
    expect(listed()).toEqual(['F2']);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'third' } });
    expect(screen.getByText('0 of 3 formulas, 0 of 0 indicators')).toBeTruthy();
    expect(within(list()).getByText(/No formula fits/)).toBeTruthy();
  });

  it('shows the value with its unit, its readings and of which market it is', async () => {
    await show();
    say(watchOf('F1'), {});
    await waitFor(() => expect(detail().querySelector('.formula-value')?.textContent).toBe('12.5'));
    expect(within(detail()).getByText(sampleView.session.badge)).toBeTruthy();
    expect(within(detail()).getByRole('row', { name: /Gate 0\.75 gate 0 … 1/ })).toBeTruthy();
    expect(within(detail()).getByRole('img', { name: '2 values, one per 1m: 10 to 12.5 bps' })).toBeTruthy();
  });

  it('says how far the warm-up is, and what never came', async () => {
    await show();
    say(watchOf('F1'), { value: null, because: 'warming-up', seen: 5 });
    await screen.findByText('5 of 20 inputs');
    expect((screen.getByRole('progressbar') as HTMLProgressElement).value).toBe(0.25);
    say(watchOf('F1'), { value: null, because: 'no-input', missing: ['chain.difficulty'] });
    await screen.findByText(/Not here yet: chain\.difficulty/);
    const never = 'option.volatility-index';
    const missing = ['chain.difficulty', never];
    say(watchOf('F1'), { value: null, because: 'no-input', missing, withoutSource: [never] });
    await screen.findByText(
      /chain\.difficulty\. No source of the product tells option\.volatility-index\. You can keep it in numbers\.csv/,
    );
  });

  it('runs with other settings once they are allowed, and names the rule that is broken', async () => {
    asked = installFakeHost({
      formulas: () => ({ formulas }),
      checkFormula: () => ({ warmUp: 5, warmUpMs: 0 }),
    });
    await show();
    const field = within(detail()).getByRole('textbox', { name: /^n ?bars$/ });
    fireEvent.change(field, { target: { value: 'x' } });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('Not taken over: “x” is no number')).toBeTruthy();
    fireEvent.change(field, { target: { value: '5' } });
    await waitFor(() => expect(watched()).toEqual([watchOf('F1', { n: 5 })]));
    fireEvent.click(screen.getByRole('button', { name: 'As shipped' }));
    await waitFor(() => expect(watched()).toEqual([watchOf('F1')]));
  });

  it('puts the formula with its settings on the charts of its color, or on the next that is opened', async () => {
    await show();
    fireEvent.click(screen.getByRole('button', { name: 'Add to chart' }));
    const taken: ChartFormula[] = [];
    const end = takeFormulas('blue', (formula) => taken.push(formula));
    const first = { id: 'F1', title: 'First one', unit: 'bps', charting: 'bars', params: {} };
    expect(taken).toEqual([first]);
    fireEvent.click(screen.getByText('Third one'));
    fireEvent.click(screen.getByRole('button', { name: 'Add to chart' }));
    expect(taken[1]).toMatchObject({ id: 'F3', charting: 'from-now' });
    end();
  });

  it('copies the formula as text', async () => {
    await show();
    fireEvent.click(screen.getByRole('button', { name: 'Copy the formula as text' }));
    const copied = asked.find(({ channel }) => channel === 'copyText')?.request as { text: string };
    expect(copied.text.split('\n')).toEqual([
      'F1 First one (made-up)',
      'Unit: bps',
      'Range: ≥ 0',
      'Settings: n = 20',
      'Definition: x_t = 1',
      'How it becomes a signal: gate = x',
      'Source: Nobody (2000)',
    ]);
  });

  it('keeps those with a value when it is asked to, and runs all only then', async () => {
    await show();
    expect(watched().map(({ kind }) => kind)).toEqual(['formula']);
    fireEvent.click(screen.getByRole('button', { name: 'Has a value now' }));
    const board: FlowWatch = { kind: 'formula-board', instrument: BTC };
    await waitFor(() => expect(watched()).toContainEqual(board));
    const body = {
      ids: ['F1', 'F2', 'F3'],
      values: Float64Array.of(Number.NaN, 7, Number.NaN),
      done: 0.5,
      past: { bars: 1200, of: 2400 },
    };
    act(() => announceFlow([{ key: flowKey(board), body }]));
    expect(listed()).toEqual(['F2']);
    expect(
      screen.getByText('1 of 3 formulas, 0 of 0 indicators · reading the past, 50%: 1,200 of 2,400 bars'),
    ).toBeTruthy();
  });

  it('has no serious accessibility violation', async () => {
    const container = await show();
    say(watchOf('F1'), { value: null, because: 'warming-up', seen: 5 });
    await screen.findByText('5 of 20 inputs');
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
