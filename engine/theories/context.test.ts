import { describe, expect, it } from 'vitest';
import { fitInline } from '../formulas/refit.ts';
import { marketBars, randomWalk } from './contract-tests/markets.fixture.ts';
import { contextTheory } from './context.ts';
import type { TheoryParts } from './theory.ts';

const DAY_MS = 86_400_000;
const NOW = 1_700_000_000_000;
const [bar] = marketBars(randomWalk, 1, 1);

/** The reading an hour after the last numbers were told. */
function readingOf(
  told: readonly (readonly [name: string, ageDays: number, value: number])[],
  changes: Partial<TheoryParts> = {},
) {
  const run = contextTheory.start({
    preset: 'corrected',
    intervalMs: 3_600_000,
    coin: 'BTC',
    fitter: fitInline,
    ...changes,
  });
  for (const [name, age, value] of told) run.push({ kind: 'series', name, time: NOW - age * DAY_MS, value });
  if (bar !== undefined)
    run.push({ kind: 'bar', bar: { ...bar, openTime: NOW as never, intervalMs: 3_600_000 } });
  return { reading: run.read(), lean: run.lean };
}

const GROWTH = [
  ['market.total-capitalization', 1, 3e12],
  ['market.total-capitalization', 0, 3.1e12],
] as const;

describe('the context of a market', () => {
  it('is silent while nothing is told', () => {
    expect(readingOf([])).toEqual({ reading: undefined, lean: undefined });
  });

  it('leans up where all coins together grew over a day', () => {
    const { lean, reading } = readingOf(GROWTH);
    expect(reading?.value).toBe(1);
    // One of one, with two imagined ones that lean nowhere.
    expect(lean).toBeCloseTo(1 / 3, 12);
    // One vote decides nothing.
    expect(reading?.suggests).toBe('cannot-tell');
    expect(readingOf(GROWTH, { preset: 'described' }).reading?.suggests).toBe('up');
  });

  it('knows no growth from one number alone', () => {
    expect(readingOf([['market.total-capitalization', 0, 3e12]]).reading).toBeUndefined();
  });

  it('takes a rise of dominance to help bitcoin and to hurt the others', () => {
    const rise = [
      ['market.bitcoin-dominance', 1, 0.5],
      ['market.bitcoin-dominance', 0, 0.52],
    ] as const;
    expect(readingOf(rise).reading?.value).toBe(1);
    expect(readingOf(rise, { coin: 'ETH' }).reading?.value).toBe(-1);
  });

  it('takes fear for up, greed for down, and what lies between for neither', () => {
    const moods = [10, 50, 90].map(
      (greed) => readingOf([['sentiment.fear-and-greed', 0, greed]]).reading?.value,
    );
    expect(moods).toEqual([1, 0, -1]);
  });

  it('says of bitcoin where the price stands to TRUE PRICE, and counts that as nothing', () => {
    // The block and the TRUE PRICE of the catalogue check of formula 259.
    const chain = [
      ['chain.height', 0, 925_000],
      ['chain.difficulty', 0, 150e12],
      ['chain.block-time', 0, 1_764_000_000],
    ] as const;
    const TRUE_PRICE = 102_012.318844;
    for (const preset of ['corrected', 'described'] as const) {
      const without = readingOf(GROWTH, { preset });
      const { lean, reading } = readingOf([...GROWTH, ...chain], { preset });
      const { numbers } = reading?.sentence ?? {};
      expect(numbers).toEqual({
        ...without.reading?.sentence.numbers,
        priceToTruePrice: expect.closeTo((bar?.close ?? NaN) / TRUE_PRICE, 9),
      });
      expect({ lean, ...reading, sentence: undefined }).toEqual({
        lean: without.lean,
        ...without.reading,
        sentence: undefined,
      });
    }
    expect(readingOf([...GROWTH, ...chain], { coin: 'ETH' }).reading?.sentence.numbers).not.toHaveProperty(
      'priceToTruePrice',
    );
    expect(readingOf([...GROWTH, ...chain], { quote: 'EUR' }).reading?.sentence.numbers).not.toHaveProperty(
      'priceToTruePrice',
    );
    // The block alone is no factor of the surroundings.
    expect(readingOf(chain)).toEqual({ reading: undefined, lean: undefined });
  });

  it('forgets what was told too long ago', () => {
    expect(readingOf([['sentiment.fear-and-greed', 4, 10]]).reading).toBeUndefined();
  });

  it('follows a day of more trading, once it has seen two', () => {
    const run = contextTheory.start({
      preset: 'corrected',
      intervalMs: 3_600_000,
      coin: 'BTC',
      fitter: fitInline,
    });
    for (let hour = 0; hour < 48; hour += 1) {
      expect(run.read()).toBeUndefined();
      const prices = { open: 100, high: 200, low: 50, close: 100 + hour };
      const volumeBase = hour < 24 ? 1 : 2;
      const openTime = (NOW + hour * 3_600_000) as never;
      if (bar !== undefined)
        run.push({ kind: 'bar', bar: { ...bar, ...prices, volumeBase, openTime, intervalMs: 3_600_000 } });
    }
    expect(run.read()?.value).toBe(1);
  });
});
