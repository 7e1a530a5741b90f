import { describe, expect, it } from 'vitest';
import { THEORY_NAMES, THEORY_PRESETS } from '../domain/theory/theory-reading.ts';
import { englishSentences, plainFormat } from '../domain/theory/english-sentences.ts';
import { sentenceText } from '../domain/theory/theory-sentence.ts';
import { fitInline } from '../formulas/refit.ts';
import { allTheories } from './all-theories.ts';
import { contextTheory } from './context.ts';
import { autoregression, marketBars } from './contract-tests/markets.fixture.ts';
import type { Theory, TheoryParts } from './theory.ts';

const bars = marketBars(autoregression(0.2), 700, 5);
const onBars = allTheories.filter(({ name }) => name !== 'context');
const cases = onBars.flatMap((theory) =>
  THEORY_PRESETS.map((preset) => [theory.name, preset, theory] as const),
);

function partsOf(preset: TheoryParts['preset']): TheoryParts {
  return { preset, intervalMs: 60_000, coin: 'BTC', fitter: fitInline };
}

function leansOf(theory: Theory, preset: TheoryParts['preset'], from: typeof bars): (number | undefined)[] {
  const run = theory.start(partsOf(preset));
  return from.map((bar) => {
    run.push({ kind: 'bar', bar });
    return run.lean;
  });
}

describe('the theories', () => {
  it('are eleven and stand in the order in which they are shown', () => {
    expect(allTheories.map(({ name }) => name)).toEqual(THEORY_NAMES);
  });

  it.each(cases)('%s (%s) leans from the end of its warm-up on', (_name, preset, theory) => {
    const leans = leansOf(theory, preset, bars);
    expect(leans.findIndex((lean) => lean !== undefined) + 1).toBe(theory.warmUp(preset));
    expect(leans.slice(theory.warmUp(preset)).every((lean) => Math.abs(lean ?? NaN) <= 1)).toBe(true);
  });

  it.each(cases)(
    '%s (%s) reads a value in its range, in a sentence without a gap',
    (_name, preset, theory) => {
      const run = theory.start(partsOf(preset));
      for (const bar of bars) run.push({ kind: 'bar', bar });
      const reading = run.read();
      if (reading === undefined) throw new Error(`${theory.name} has no reading of ${bars.length} bars`);
      const { interval, sentence, value } = reading;
      expect(value).toBeGreaterThanOrEqual(theory.min ?? -Infinity);
      expect(value).toBeLessThanOrEqual(theory.max ?? Infinity);
      expect(interval?.low).toBeLessThanOrEqual(value);
      expect(interval?.high).toBeGreaterThanOrEqual(value);
      expect(sentenceText(sentence, englishSentences, plainFormat)).not.toMatch(/NaN|undefined/);
    },
  );

  it.each(cases)('%s (%s) says the same whatever comes later', (_name, preset, theory) => {
    const all = leansOf(theory, preset, bars);
    expect(leansOf(theory, preset, bars.slice(0, 600))).toEqual(all.slice(0, 600));
  });

  it.each(THEORY_PRESETS)('context (%s) says the same whatever comes later', (preset) => {
    const leansUntil = (end: number) => {
      const run = contextTheory.start(partsOf(preset));
      return bars.slice(0, end).map((bar, at) => {
        const time = bar.openTime + 30_000;
        if (at % 50 === 20)
          run.push({
            kind: 'series',
            name: 'sentiment.fear-and-greed',
            time,
            value: at % 100 === 20 ? 10 : 90,
          });
        run.push({ kind: 'bar', bar });
        return run.lean;
      });
    };
    const all = leansUntil(bars.length);
    expect(new Set(all)).toEqual(new Set([undefined, 1 / 3, -1 / 3]));
    expect(leansUntil(600)).toEqual(all.slice(0, 600));
  });

  it.each(cases)('%s (%s) survives a market that stands still', (_name, preset, theory) => {
    const [first] = bars;
    if (first === undefined) throw new Error('the market has no bars');
    const still = bars.map((bar) => ({
      ...first,
      openTime: bar.openTime,
      open: 100,
      high: 100,
      low: 100,
      close: 100,
    }));
    const leans = leansOf(theory, preset, still);
    expect(leans.every((lean) => lean === undefined || Number.isFinite(lean))).toBe(true);
  });
});
