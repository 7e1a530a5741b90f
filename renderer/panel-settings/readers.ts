import type { BarSpec } from '../../engine/contract/flow.ts';

/** Believes only one of these. */
export const oneOf =
  <Value>(choices: readonly Value[]) =>
  (kept: unknown): Value | undefined =>
    choices.find((choice) => choice === kept);

/** Believes true and false. */
export const flag = (kept: unknown): boolean | undefined => (typeof kept === 'boolean' ? kept : undefined);

/** Believes finite numbers from `least` to `most`. */
export const numberWithin =
  (least: number, most: number) =>
  (kept: unknown): number | undefined =>
    typeof kept === 'number' && kept >= least && kept <= most ? kept : undefined;

/** Believes whole numbers from `least` to `most`. */
export const wholeWithin =
  (least: number, most: number) =>
  (kept: unknown): number | undefined =>
    Number.isInteger(kept) ? numberWithin(least, most)(kept) : undefined;

/** Believes those of a list that are among these, each once and in their order. */
export const someOf =
  <Value>(choices: readonly Value[]) =>
  (kept: unknown): readonly Value[] | undefined =>
    Array.isArray(kept) ? choices.filter((choice) => kept.includes(choice)) : undefined;

/** Rows of so many ticks; undefined lets the panel choose. */
export const rowTicksRule = {
  first: undefined,
  read: wholeWithin(1, 1_000_000),
  isOfInstrument: true,
} as const;

const LONGEST_INTERVAL_MS = 604_800_000;
const ACTIVITIES = ['tick', 'volume', 'dollar', 'imbalance'] as const;

/** Believes whatever the engine would build bars of. */
export function barSpecFrom(kept: unknown): BarSpec | undefined {
  if (typeof kept !== 'object' || kept === null || !('kind' in kept)) return undefined;
  if (kept.kind === 'time') {
    const intervalMs =
      'intervalMs' in kept ? wholeWithin(1000, LONGEST_INTERVAL_MS)(kept.intervalMs) : undefined;
    return intervalMs === undefined ? undefined : { kind: 'time', intervalMs };
  }
  const kind = oneOf(ACTIVITIES)(kept.kind);
  const threshold = 'threshold' in kept ? thresholdFrom(kept.threshold) : undefined;
  return kind === undefined || threshold === undefined ? undefined : { kind, threshold };
}

const thresholdFrom = (kept: unknown) =>
  oneOf(['session', 'adaptive'] as const)(kept) ?? numberWithin(Number.MIN_VALUE, Number.MAX_VALUE)(kept);
