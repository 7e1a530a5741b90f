import type { BarSpec } from '../../../engine/contract/flow.ts';

export type BarKind = BarSpec['kind'];
export const BAR_KINDS = [
  'time',
  'tick',
  'volume',
  'dollar',
  'imbalance',
] as const satisfies readonly BarKind[];

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Lengths of time bars to choose from. */
export const INTERVALS_MS: readonly number[] = [
  ...[1, 5, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 3, 5, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 4, 12].map((hours) => hours * HOUR_MS),
  DAY_MS,
  7 * DAY_MS,
];

/** Thresholds that the engine derives. */
export const THRESHOLD_RULES = ['session', 'adaptive'] as const;

/** Where a fixed threshold begins before a person writes their own. */
export const FIXED_THRESHOLDS: Readonly<Record<Exclude<BarKind, 'time'>, number>> = {
  tick: 100,
  volume: 10,
  dollar: 500_000,
  imbalance: 5,
};

/** What a kind begins with when it is chosen: its bars appear whatever the market trades. */
export const firstSpecOf = (kind: BarKind): BarSpec =>
  kind === 'time'
    ? { kind, intervalMs: MINUTE_MS }
    : { kind, threshold: kind === 'tick' ? FIXED_THRESHOLDS.tick : 'session' };
