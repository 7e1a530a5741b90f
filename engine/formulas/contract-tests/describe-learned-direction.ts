import { describe, expect, it } from 'vitest';
import type { Formula, FormulaParams } from '../formula.ts';
import { barSteps, decidedBars } from './decided-bars.ts';

/** How long a learner is watched: bars in all, and how many of the last are judged. */
export interface Watch {
  readonly bars: number;
  readonly judged: number;
  /** Shares of moves that go on; 0.9 and 0.1 when left out. */
  readonly momenta?: readonly number[];
  /** Share of right signs at the least; 0.75 when left out. A forecast that knew the rule would reach 0.9. */
  readonly hitRate?: number;
}

/**
 * What every formula promises that learns a direction from bars, checked with labels one bar ahead: it finds
 * out by itself that moves go on, or that they turn back, and is then believed.
 */
export function describeLearnedDirection<Params extends FormulaParams>(
  formula: Formula<'step', Params>,
  params: Params,
  { bars, judged, hitRate: least = 0.75, momenta = [0.9, 0.1] }: Watch,
): void {
  describe(`${formula.id} learns`, () => {
    it.each(momenta)('that a share of %d of the moves goes on', (momentum) => {
      const { confidence, hitRate } = watched(formula, params, decidedBars(17, bars, momentum), judged);
      expect(hitRate).toBeGreaterThan(least);
      expect(confidence).toBeGreaterThan(0.05);
    });
  });
}

/** Share of right signs and mean confidence over the last bars. */
function watched<Params extends FormulaParams>(
  formula: Formula<'step', Params>,
  params: Params,
  bars: ReturnType<typeof decidedBars>,
  judged: number,
): { readonly hitRate: number; readonly confidence: number } {
  const run = formula.start(params);
  const said = barSteps(bars).map((step) => {
    run(step);
    return { signal: run.readings?.['signal']?.() ?? 0, confidence: run.readings?.['confidence']?.() ?? 0 };
  });
  const closes = bars.map(({ close }) => close);
  let hits = 0;
  let confidence = 0;
  for (let i = bars.length - 1 - judged; i < bars.length - 1; i += 1) {
    const move = (closes[i + 1] ?? NaN) - (closes[i] ?? NaN);
    if (Math.sign(said[i]?.signal ?? 0) === Math.sign(move)) hits += 1;
    confidence += (said[i]?.confidence ?? 0) / judged;
  }
  return { hitRate: hits / judged, confidence };
}
