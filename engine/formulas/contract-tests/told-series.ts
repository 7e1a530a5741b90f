import type { MarketStep } from '../formula.ts';
import type { OutsideSeriesName } from '../outside-series.ts';

/** Values of series by name. */
export type ToldValues = Readonly<Partial<Record<OutsideSeriesName, number>>>;

/** Steps that tell these series at one time. */
export const told = (time: number, values: ToldValues): MarketStep[] =>
  Object.entries(values).map(([name, value]) => ({ kind: 'series', time, name, value }));

/**
 * Steps with series told beside them: all of them just before the first, and again after every step from
 * place `warmAt` on, so that up to there no more is told than has to be.
 */
export const withSeries = (
  steps: readonly MarketStep[],
  valuesAt: (index: number) => ToldValues,
  warmAt = 0,
): MarketStep[] => [
  ...told(steps[0]?.time ?? 0, valuesAt(0)),
  ...steps.flatMap((step, index) =>
    index < warmAt ? [step] : [step, ...told(step.time, valuesAt(index + 1))],
  ),
];

/** All series told at `start`, then one after another in turns, `count` times, `stepMs` apart. */
export const toldInTurns = (
  { count, start, stepMs }: { readonly count: number; readonly start: number; readonly stepMs: number },
  valuesAt: (index: number) => ToldValues,
): MarketStep[] => [
  ...told(start, valuesAt(0)),
  ...Array.from({ length: count }, (_, index) => {
    const all = told(start + (index + 1) * stepMs, valuesAt(index + 1));
    return all.slice(index % all.length, (index % all.length) + 1);
  }).flat(),
];
