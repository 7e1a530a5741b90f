import { utcDayOf } from '../archive/utc-day.ts';
import { type Money, moneyToDecimal } from '../domain/units/money.ts';
import type { DriftStep } from '../research/drift/drift-part.ts';
import { FEWEST_DAYS, type PartMean } from '../research/drift/drift-summary.ts';
import { type DriftDay, sumOfParts } from '../research/drift/split-drift.ts';

const WIDTH = 16;

/** One day, its two results and every part with where it comes from. */
export function dayText(
  day: DriftDay,
  steps: readonly Pick<DriftStep, 'part' | 'because'>[],
  {
    currency,
    modes: [mode, other],
  }: { readonly currency: string; readonly modes: readonly [string, string] },
): string {
  const line = (name: string, amount: Money, because = '') =>
    `  ${name.padEnd(WIDTH)}${signed(amount).padStart(20)}  ${because}`.trimEnd();
  return [
    `${utcDayOf(day.startsAt)}  ${currency}`,
    line(`as ${mode}`, day.session),
    line(`as ${other}`, day.other),
    line('difference', sumOfParts(day), 'the sum of'),
    ...steps.map(({ because, part }) => line(part, day.parts.get(part) ?? (0n as Money), because)),
    '',
  ].join('\n');
}

/** Means over days with their uncertainty, and what so many days can say. */
export function summaryText(means: readonly PartMean[]): string {
  const days = means[0]?.days ?? 0;
  const lines = means.map(({ mean, part, standardError }) => {
    const error = standardError === undefined ? 'no error of one day' : `± ${standardError.toFixed(8)}`;
    return `  ${part.padEnd(WIDTH)}${mean.toFixed(8).padStart(20)}  ${error}`;
  });
  return [
    `mean of ${days} ${days === 1 ? 'day' : 'days'}, with its standard error`,
    ...lines,
    ...(days < FEWEST_DAYS ? [`fewer than ${FEWEST_DAYS} days: the means say nothing yet`] : []),
    '',
  ].join('\n');
}

const signed = (amount: Money): string => `${amount > 0n ? '+' : ''}${moneyToDecimal(amount)}`;
