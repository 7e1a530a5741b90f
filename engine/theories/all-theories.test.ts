import { describe, expect, it } from 'vitest';
import { THEORY_NAMES, THEORY_PRESETS } from '../domain/theory/theory-reading.ts';
import { englishSentences, plainFormat } from '../domain/theory/english-sentences.ts';
import { sentenceText } from '../domain/theory/theory-sentence.ts';
import { fitInline } from '../formulas/refit.ts';
import { allTheories } from './all-theories.ts';
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

  it.each(cases)(
    '%s (%s) speaks from the end of its warm-up on and stays in range',
    (_name, preset, theory) => {
      const run = theory.start(partsOf(preset));
      bars.forEach((bar, place) => {
        run.push({ kind: 'bar', bar });
        expect(run.lean !== undefined).toBe(place + 1 >= theory.warmUp(preset));
        if (run.lean !== undefined) expect(Math.abs(run.lean)).toBeLessThanOrEqual(1);
      });
      const reading = run.read();
      expect(reading?.value).toBeGreaterThanOrEqual(theory.min ?? -Infinity);
      expect(reading?.value).toBeLessThanOrEqual(theory.max ?? Infinity);
      expect(Number.isFinite(reading?.value)).toBe(true);
      expect(reading?.interval !== undefined).toBe(
        preset === 'corrected' || theory.name === 'autocorrelation',
      );
      const { high = Infinity, low = -Infinity } = reading?.interval ?? {};
      expect(low).toBeLessThanOrEqual(high);
      if (reading)
        expect(sentenceText(reading.sentence, englishSentences, plainFormat)).not.toMatch(/NaN|undefined/);
    },
  );

  it.each(cases)('%s (%s) says the same whatever comes later', (_name, preset, theory) => {
    const all = leansOf(theory, preset, bars);
    expect(leansOf(theory, preset, bars.slice(0, 600))).toEqual(all.slice(0, 600));
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
    for (const lean of leansOf(theory, preset, still))
      if (lean !== undefined) expect(Number.isFinite(lean)).toBe(true);
  });
});
