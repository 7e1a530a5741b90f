import { describe, expect, it } from 'vitest';
import type { TheoryName } from '../domain/theory/theory-reading.ts';
import { fitInline } from '../formulas/refit.ts';
import { allTheories } from './all-theories.ts';
import {
  autoregression,
  driftRegimes,
  marketBars,
  pulledPrice,
  randomWalk,
} from './contract-tests/markets.fixture.ts';
import { ScoredTheory } from './scored-theory.ts';
import type { Theory, TheoryParts } from './theory.ts';

const PARTS: TheoryParts = { preset: 'corrected', intervalMs: 60_000, coin: 'BTC', fitter: fitInline };
const theoryOf = (name: TheoryName) => allTheories.find((theory) => theory.name === name) as Theory;

/** Gain of a theory on a market in standard errors; 0 where it never said anything. */
function scoreOf(theory: Theory, bars: ReturnType<typeof marketBars>): number {
  const scored = new ScoredTheory(theory, PARTS);
  for (const bar of bars) scored.push({ kind: 'bar', bar });
  const { errorBits = NaN, gainBits = NaN } = scored.read().score;
  return gainBits === 0 ? 0 : gainBits / errorBits;
}

/** The eleventh hears of nothing but volume in these markets, and of that after two days only. */
const onBars = allTheories.filter(({ name }) => name !== 'context');

describe('the score of a corrected theory', () => {
  const walks = [1, 2, 3].map((seed) => marketBars(randomWalk, 1500, seed));
  it.each(onBars)('of $name lies within three errors of nothing on random walks', (theory) => {
    for (const walk of walks) expect(Math.abs(scoreOf(theory, walk))).toBeLessThan(3);
  });

  const planted: readonly (readonly [string, TheoryName, typeof randomWalk])[] = [
    ['returns that go on', 'autocorrelation', autoregression(0.25)],
    ['returns that go on', 'entropy', autoregression(0.25)],
    ['returns that go on', 'win-rate', autoregression(0.25)],
    ['drifts that last', 'regime', driftRegimes],
    ['drifts that last', 'kalman', driftRegimes],
    ['a price that is pulled back', 'stationarity', pulledPrice(0.15)],
    ['a price that is pulled back', 'variance', pulledPrice(0.15)],
    ['a price that is pulled back', 'hurst', pulledPrice(0.15)],
    ['a price that is pulled back', 'forest', pulledPrice(0.15)],
  ];
  it.each(planted)('sees %s: %s gains', (_what, name, market) => {
    const scores = [1, 2, 3].map((seed) => scoreOf(theoryOf(name), marketBars(market, 2000, seed)));
    expect(scores.reduce((sum, each) => sum + each, 0) / Math.sqrt(3)).toBeGreaterThan(3);
  });
});

describe('a theory taken at its word', () => {
  it('loses bits on a random walk where its word is loud', () => {
    const scored = new ScoredTheory(theoryOf('regime'), { ...PARTS, preset: 'described' });
    for (const bar of marketBars(randomWalk, 1500, 1)) scored.push({ kind: 'bar', bar });
    const { errorBits = 0, gainBits = 0 } = scored.read().score;
    expect(gainBits).toBeLessThan(-3 * errorBits);
    expect(scored.read().trust).toBe(1);
  });
});

/** Leans as the list says, bar after bar, over two bars. */
function listed(leans: readonly (number | undefined)[]): Theory {
  let place = -1;
  return {
    ...theoryOf('win-rate'),
    horizonBars: 2,
    start: () => ({
      push: () => (place += 1),
      get lean() {
        return leans[place];
      },
      read: () => undefined,
    }),
  };
}

describe('a prediction', () => {
  const push = (scored: ScoredTheory, closes: readonly number[]) => {
    for (const close of closes)
      for (const bar of marketBars(randomWalk, 1, 1)) scored.push({ kind: 'bar', bar: { ...bar, close } });
  };

  it('is scored when its horizon has passed, and not before', () => {
    const scored = new ScoredTheory(listed([1, 1, 1, 1]), PARTS);
    push(scored, [1, 2]);
    expect(scored.read().score.count).toBe(0);
    push(scored, [3]);
    expect(scored.read().score.count).toBe(1);
  });

  it('is not scored where the price is where it was, or the theory had no word', () => {
    const scored = new ScoredTheory(listed([undefined, 1, 1, 1]), PARTS);
    push(scored, [1, 2, 3, 2]);
    expect(scored.read().score.count).toBe(0);
  });

  it('is that of the base rate until the theory has earned trust', () => {
    const scored = new ScoredTheory(listed([1, 1, 1, 1]), PARTS);
    push(scored, [1]);
    expect(scored.upProbability).toBe(0.5);
    push(scored, [2, 3]);
    // One rise over two bars counts half beside a hundred imagined rises and falls.
    expect(scored.read().baseRate).toBeCloseTo(100.5 / 200.5, 12);
    expect(scored.upProbability).toBeGreaterThan(100.5 / 200.5);
  });

  it('has its gain in bits', () => {
    const scored = new ScoredTheory(listed([0.5, 0.5, 0.5]), { ...PARTS, preset: 'described' });
    push(scored, [1, 2, 3]);
    // At its word 0.75 where the base rate was one half: log2(0.75 / 0.5).
    expect(scored.read().score.path).toEqual([Math.log2(1.5)]);
    expect(scored.read().score).toMatchObject({ count: 1, needed: 100 });
    expect(scored.read().score.gainBits).toBeUndefined();
  });
});
