import type { Fill } from '../domain/order/fill.ts';
import type { Cover } from './cover.ts';

/** How protection is to work at one venue. */
export interface ProtectionRules {
  /** By when a stop must be confirmed after the first fill, and every other deadline of a stop, in ms. */
  readonly confirmMs: number;
  /** A stop counts when the venue took it, or only when its own record shows it: `confirm` says so then. */
  readonly confirmedBy?: 'acceptance' | 'read-back';
  /** How long a stop that traveled inside the entry may take to show itself; undefined where none does. */
  readonly attachedMs?: number | undefined;
}

/** Protection as plain data. */
export interface ProtectionState {
  readonly covers: readonly Cover[];
  readonly positions: readonly (readonly [string, number])[];
  /** Absent while there is none. */
  readonly turning?: readonly (readonly [string, Cover])[];
}

/** What covers are told apart by besides their entries: run and instrument. */
export const keyOf = ({ instrument, runId }: Pick<Fill, 'instrument' | 'runId'>): string =>
  `${instrument}|${runId}`;
