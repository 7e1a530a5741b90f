import { describe, expect, it } from 'vitest';
import { barsFrom } from '../../charts/flow/flow-bar.ts';
import { sampleBars } from '../../charts/flow/fixtures.ts';
import { en } from '../../language/en.ts';
import { barByKey, FIRST_VIEW, followedView, viewByKey } from './delta-view.ts';
import { divergenceText } from './divergence-text.ts';

const bars = [
  { highTicks: 1000, lowTicks: 900, cvdLots: 5000 },
  { highTicks: 1010, lowTicks: 890, cvdLots: -2000 },
];
const writing = { tick: 0.1, tickPlaces: 1, lot: 0.001, lotPlaces: 3, base: 'BTC', texts: en.delta };
const textOf = (...divergences: readonly number[]) =>
  divergenceText(barsFrom(sampleBars(3, bars, { divergences: Float64Array.from(divergences) })), writing);

describe('a divergence in words', () => {
  it('tells prices and cumulative delta at both swings', () => {
    expect(textOf(1, 3, 4)).toMatch(
      /^▼ Bearish divergence: .* the swing high rose from 100\.0 to 101\.0 while CVD fell from \+5\.000 BTC to -2\.000 BTC\.$/,
    );
    expect(textOf(0, 3, 4)).toMatch(/^▲ Bullish divergence: .* the swing low fell from 90\.0 to 89\.0/);
  });

  it('is the newest one', () => {
    expect(textOf(1, 3, 4, 0, 3, 4)).toMatch(/Bullish/);
  });

  it('is none where there is none, or its bars are not known', () => {
    expect([textOf(), textOf(1, 0, 1)]).toEqual([en.delta.noDivergence, en.delta.noDivergence]);
  });
});

describe('the view of delta', () => {
  const known = barsFrom(sampleBars(3, bars)).bars;

  it('draws few bars wider until a person zooms', () => {
    expect(followedView(FIRST_VIEW, 60, known)).toMatchObject({ barPx: 15, right: 5.5 });
    const zoomed = viewByKey(FIRST_VIEW, 60, '+') ?? FIRST_VIEW;
    expect(followedView(zoomed, 60, known)).toMatchObject({ barPx: FIRST_VIEW.barPx * 1.25 });
  });

  it('walks from the newest bar and stays inside what is known', () => {
    expect(barByKey(undefined, 'ArrowLeft', known)).toBe(4);
    expect(barByKey(4, 'ArrowLeft', known)).toBe(3);
    expect(barByKey(3, 'ArrowLeft', known)).toBe(3);
    expect(barByKey(3, 'x', known)).toBeUndefined();
  });
});
