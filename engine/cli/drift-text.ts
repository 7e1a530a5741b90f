import { utcDayOf } from '../archive/utc-day.ts';
import { type Money, moneyToDecimal } from '../domain/units/money.ts';
import { utcText } from '../reports/text/utc-text.ts';
import type { DriftStep } from '../research/drift/drift-part.ts';
import { FEWEST_DAYS, type PartMean } from '../research/drift/drift-summary.ts';
import type { LiveDrift } from '../research/drift/split-live.ts';
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

/** From when on a live session is compared with its run on paper, and what the account had then. */
export const beginningText = (from: number, { orders, positions }: LiveDrift['held']): string =>
  `compared from ${utcText(from)}, with what was known to be at the venue: ` +
  `${counted(positions, 'position')}, ${counted(orders, 'order')}\n\n`;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What is missing of a recording that ends before its journal; empty where nothing is. */
export const shortText = (
  { end, events }: { readonly end: string; readonly events: number },
  lastSequence: number,
): string =>
  events >= lastSequence
    ? ''
    : `recording   must have the ${lastSequence} events the journal knows, has ${events} (${end})\n`;

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
