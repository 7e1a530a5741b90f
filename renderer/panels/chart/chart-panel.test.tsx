import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RequestOf } from '../../../engine/contract/commands.ts';
import { flowKey } from '../../../engine/contract/flow-key.ts';
import { layOut, observeNoSizes, paintNothing } from '../../design/jsdom.fixture.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { announceFlow } from '../../engine-client/flow-updates.ts';
import { offerFormula } from '../../linking/chart-formula.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { BTC, sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { crosshairOf } from '../../linking/crosshair.ts';
import { publishVisibleRange, useVisibleRange, withdrawVisibleRange } from '../../linking/visible-range.ts';
import { answerBars } from './chart-bars.fixture.ts';
import { ChartPanel } from './ChartPanel.tsx';
import { drawingsOf, forgetDrawings } from './drawings/drawing-store.ts';

let asked: readonly AskedHost[];

beforeAll(() => {
  layOut({ width: 874, height: 400 });
  paintNothing();
  observeNoSizes();
});
beforeEach(() => {
  forgetDrawings();
  asked = installFakeHost({
    chartBars: (payload) => answerBars(5000, payload as never),
    chartIndicators: (payload) => indicatorsOf(payload as RequestOf<'chartIndicators'>),
    anchoredVwap: (payload) => vwapOf(payload as RequestOf<'anchoredVwap'>),
    chartPlaces: (payload) => placesOf(payload as RequestOf<'chartPlaces'>),
  });
  replaceView(sampleView);
});
afterEach(cleanup);

const indicatorsOf = ({ formulas, from, to }: RequestOf<'chartIndicators'>) => ({
  first: from,
  values: formulas.map(() => new Float64Array(to - from).fill(123.4)),
  generation: 1,
});
const vwapOf = ({ from, merged, to }: RequestOf<'anchoredVwap'>) => ({
  first: from,
  merged,
  vwap: new Float64Array(to - from).fill(111),
  deviation: new Float64Array(to - from).fill(2),
  now: { vwap: 112.5, deviation: 2.5 },
  tradedShare: 0.25,
  generation: 1,
});
const placesOf = ({ timesMs }: RequestOf<'chartPlaces'>) => ({
  places: Float64Array.from(timesMs, () => 0),
  generation: 1,
});

/** Puts the panel up and waits until its chart has painted once. */
async function showChart() {
  const { container } = render(
    <TooltipProvider>
      <ChartPanel />
    </TooltipProvider>,
  );
  const chart = await screen.findByRole('application');
  await painted();
  return { container, chart };
}
const painted = () => act(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 5))));
const press = (chart: HTMLElement, key: string, more: object = {}) =>
  fireEvent.keyDown(chart, { key, ...more });
const clickAt = (chart: HTMLElement, clientX: number, clientY: number) => {
  fireEvent.pointerMove(chart, { clientX, clientY });
  fireEvent.pointerDown(chart, { clientX, clientY, button: 0 });
  fireEvent.pointerUp(chart, { clientX, clientY });
};
const asksOf = (command: string) =>
  commandsOf(asked).flatMap((request) => {
    const asking = request as { command: string; payload: Record<string, unknown> };
    return asking.command === command ? [asking.payload] : [];
  });

describe('the chart panel', () => {
  it('shows the newest bar with its volume, delta and indicators', async () => {
    const { container } = await showChart();
    // Bar 5000 is open: 100 + 5000 % 50 opens at 100 and closes at 101; 7 of 10 were bought.
    expect(container.querySelector('.bar-legend')?.textContent).toMatch(
      /O 100\.0 {2}H 103\.0 {2}L 98\.0 {2}C 101\.0 {2}V 10/,
    );
    expect(screen.getByText('Δ +4')).toBeTruthy();
    await screen.findByText('EMA 123.4');
  });

  it('takes a formula that is put on charts, in a pane of its own, and lets it go again', async () => {
    await showChart();
    const formula = {
      id: 'F158',
      title: 'Range',
      unit: 'log return',
      charting: 'bars',
      params: { n: 5 },
    } as const;
    act(() => void offerFormula('blue', formula));
    await screen.findByText(/^F158 Range n 5 123\.4 log return/);
    expect(asksOf('chartIndicators').at(-1)).toMatchObject({
      formulas: expect.arrayContaining([{ id: 'F158', params: { n: 5 } }]) as unknown,
    });
    fireEvent.click(screen.getByRole('button', { name: 'Take Range off the chart' }));
    await waitFor(() => expect(screen.queryByText(/F158/)).toBeNull());
  });

  it('draws a formula of ticks from the moment it is added, and says from when', async () => {
    useConnection.setState({ isLive: true });
    await showChart();
    const formula = {
      id: 'I3',
      title: 'Microprice',
      unit: 'quote/base',
      charting: 'from-now',
      params: {},
    } as const;
    act(() => void offerFormula('blue', formula));
    const watch = { kind: 'formula', instrument: BTC, formula: 'I3', params: {} } as const;
    await waitFor(() =>
      expect(asksOf('watch').at(-1)).toMatchObject({ flows: expect.arrayContaining([watch]) as unknown }),
    );
    const timesMs = Float64Array.of(Date.UTC(2030, 0, 1));
    const body = { because: null, timesMs, values: Float64Array.of(101.5) };
    act(() => announceFlow([{ key: flowKey(watch), body }]));
    // Its unit is one of prices and it lies among them: it is written as a price.
    await screen.findByText(/^I3 Microprice 101\.5 quote\/base from \d\d:\d\d:\d\d on/, undefined, {
      timeout: 3000,
    });
    const asked = asksOf('chartIndicators').at(-1) as { formulas: { id: string }[] };
    expect(asked.formulas.map(({ id }) => id)).not.toContain('I3');
  });

  it('has no serious accessibility violation', async () => {
    const { container } = await showChart();
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it.each([
    ['Trades', { kind: 'tick', threshold: 100 }],
    ['Volume', { kind: 'volume', threshold: 'session' }],
    ['Imbalance', { kind: 'imbalance', threshold: 'session' }],
  ])('asks for bars of another kind: %s', async (name, bars) => {
    await showChart();
    const picker = screen.getByLabelText('What ends a bar');
    const option = screen.getByRole<HTMLOptionElement>('option', { name });
    fireEvent.change(picker, { target: { value: option.value } });
    await waitFor(() => expect(asksOf('chartBars').at(-1)).toMatchObject({ instrument: BTC, bars }));
  });

  it('takes a threshold a person writes once it is a number above zero', async () => {
    await showChart();
    fireEvent.change(screen.getByLabelText('What ends a bar'), { target: { value: 'volume' } });
    fireEvent.change(screen.getByLabelText('Size of a bar'), { target: { value: 'fixed' } });
    const input = screen.getByLabelText('Base units a bar');
    fireEvent.change(input, { target: { value: '-3' } });
    expect(input.getAttribute('aria-invalid')).toBe('true');
    fireEvent.change(input, { target: { value: '2.5' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    await waitFor(() =>
      expect(asksOf('chartBars').at(-1)).toMatchObject({ bars: { kind: 'volume', threshold: 2.5 } }),
    );
  });

  it('says that indicators are hidden where a point is several bars', async () => {
    const { chart } = await showChart();
    for (let step = 0; step < 30; step += 1) press(chart, '-');
    await screen.findByText(/1 point = \d+ bars; indicators show at one bar a point/);
    expect(screen.queryByText('EMA 123.4')).toBeNull();
  });

  it('tells the other panels of its color where a person points', async () => {
    const { chart } = await showChart();
    fireEvent.pointerMove(chart, { clientX: 400, clientY: 100 });
    const point = crosshairOf('blue');
    expect(point).toMatchObject({ instrument: BTC });
    expect((point?.timeMs ?? 1) % 60_000).toBe(0);
    expect(point?.price).toBeGreaterThan(90);
    fireEvent.pointerLeave(chart);
    expect(crosshairOf('blue')).toBeUndefined();
  });
});

describe('the visible range of the chart', () => {
  it('counts for its color once a person moves it, whatever was moved before', async () => {
    const range = renderHook(() => useVisibleRange('blue', BTC)).result;
    const { chart } = await showChart();
    const first = range.current;
    expect(first?.toMs).toBeGreaterThan(first?.fromMs ?? Infinity);
    const elsewhere = { instrument: BTC, fromMs: 1, toMs: 2 };
    act(() => publishVisibleRange('blue', elsewhere, { source: 'footprint', isMoved: true }));
    expect(range.current).toEqual(elsewhere);
    press(chart, 'ArrowLeft');
    await painted();
    expect(range.current?.fromMs).toBeLessThan(first?.fromMs ?? 0);
    act(() => withdrawVisibleRange('blue', 'footprint'));
  });
});

describe('drawing on the chart', () => {
  it('sets a trend line with two clicks, selects it, moves it, and takes that back', async () => {
    const { chart } = await showChart();
    fireEvent.click(screen.getByRole('button', { name: 'Trend line' }));
    expect(screen.getByText(/Trend line: point 1 of 2/)).toBeTruthy();
    clickAt(chart, 300, 100);
    expect(screen.getByText(/Trend line: point 2 of 2/)).toBeTruthy();
    clickAt(chart, 500, 150);
    const [line] = drawingsOf(BTC);
    expect(line).toMatchObject({ kind: 'trend', anchors: [{}, {}] });
    expect(screen.getByText('Trend line selected, 1 of 1')).toBeTruthy();
    await painted();

    fireEvent.pointerDown(chart, { clientX: 500, clientY: 150, button: 0 });
    fireEvent.pointerMove(chart, { clientX: 500, clientY: 120 });
    expect(drawingsOf(BTC)).toEqual([line]);
    fireEvent.pointerUp(chart, {});
    const [moved] = drawingsOf(BTC);
    expect(moved?.anchors[0]).toEqual(line?.anchors[0]);
    expect(moved?.anchors[1]?.price).toBeGreaterThan(line?.anchors[1]?.price ?? Infinity);
    press(chart, 'z', { ctrlKey: true });
    expect(drawingsOf(BTC)).toEqual([line]);
  });

  it('works with keys alone: choose, move, set, select, shift, delete', async () => {
    const { chart } = await showChart();
    fireEvent.click(screen.getByRole('button', { name: 'Horizontal line' }));
    press(chart, 'ArrowUp');
    press(chart, 'Enter');
    const [level] = drawingsOf(BTC);
    expect(level?.kind).toBe('horizontal');
    press(chart, 'Escape');
    press(chart, 'n');
    expect(screen.getByText('Horizontal line selected, 1 of 1')).toBeTruthy();
    press(chart, 'ArrowUp', { shiftKey: true });
    expect(drawingsOf(BTC)[0]?.anchors[0]?.price).toBeGreaterThan(level?.anchors[0]?.price ?? Infinity);
    press(chart, 'Delete');
    expect(drawingsOf(BTC)).toEqual([]);
  });

  it('asks a note for its words and drops one without', async () => {
    const { chart } = await showChart();
    fireEvent.click(screen.getByRole('button', { name: 'Note' }));
    clickAt(chart, 300, 100);
    const input = screen.getByLabelText('Text of the note');
    fireEvent.change(input, { target: { value: ' news ' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(drawingsOf(BTC)).toMatchObject([{ kind: 'note', text: 'news' }]);
    fireEvent.click(screen.getByRole('button', { name: 'Note' }));
    clickAt(chart, 350, 100);
    fireEvent.keyDown(screen.getByLabelText('Text of the note'), { key: 'Escape' });
    expect(drawingsOf(BTC)).toHaveLength(1);
  });

  it('states the mean price since an anchor and which prices it is made of', async () => {
    const { chart } = await showChart();
    fireEvent.click(screen.getByRole('button', { name: 'Anchored VWAP' }));
    clickAt(chart, 400, 100);
    await screen.findByText(/AVWAP 112\.5 ± 2\.5, 25\.0% by trades, the rest by typical prices/);
    expect(asksOf('anchoredVwap')[0]).toMatchObject({
      anchorMs: drawingsOf(BTC)[0]?.anchors[0]?.timeMs,
      merged: 1,
    });
  });
});
