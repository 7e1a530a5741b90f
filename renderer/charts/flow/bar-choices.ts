import type { BarSpec } from '../../../engine/contract/flow.ts';
import { barSpecFrom } from '../../panel-settings/readers.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Bars a person can choose without typing. */
export const BAR_CHOICES: readonly BarSpec[] = [
  ...[15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE].map(
    (intervalMs) => ({ kind: 'time', intervalMs }) as const,
  ),
  ...[100, 500, 2000].map((threshold) => ({ kind: 'tick', threshold }) as const),
  ...(['volume', 'dollar', 'imbalance'] as const).flatMap((kind) =>
    (['session', 'adaptive'] as const).map((threshold) => ({ kind, threshold })),
  ),
];

/** A name for a choice that is the same for equal ones. */
export const barKey = (bars: BarSpec): string =>
  `${bars.kind} ${bars.kind === 'time' ? bars.intervalMs : bars.threshold}`;

/** Believes only bars that can be chosen. */
export function flowBarsFrom(kept: unknown): BarSpec | undefined {
  const bars = barSpecFrom(kept);
  return bars && BAR_CHOICES.find((choice) => barKey(choice) === barKey(bars));
}
