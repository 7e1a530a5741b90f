import { moneyToNumber } from '../../domain/units/money.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import { sampleDeviation } from '../../numerics/sample-deviation.ts';
import type { DriftPart } from './drift-part.ts';
import type { DriftDay } from './split-drift.ts';

/** Below so many days a mean of days says nothing: a convention, near where Student's t is the normal for a person. */
export const FEWEST_DAYS = 20;

/** A part over days, in quote units a day. */
export interface PartMean {
  readonly part: DriftPart;
  readonly mean: number;
  /** Standard error of the mean, days taken for independent; undefined of one day. */
  readonly standardError: number | undefined;
  readonly days: number;
}

/** The mean of each part over days; empty without a day. */
export function summarizeDrift(days: readonly Pick<DriftDay, 'parts'>[]): readonly PartMean[] {
  const parts = [...(days[0]?.parts.keys() ?? [])];
  return parts.map((part) => {
    const values = days.flatMap(({ parts: of }) => {
      const value = of.get(part);
      return value === undefined ? [] : [moneyToNumber(value)];
    });
    const n = values.length;
    const standardError = n < 2 ? undefined : sampleDeviation(values) / Math.sqrt(n);
    return { part, mean: meanAndDeviation(values).mean, standardError, days: n };
  });
}
