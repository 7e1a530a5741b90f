import type { SourceChange } from './mutants.ts';
import type { SeedOrder } from './seed-report.ts';

/** A bug that was made somewhere before, or could be, put into the engine on purpose. */
export interface KnownBug {
  readonly name: string;
  /** The first seed that has shown it, from 1 on. */
  readonly foundAt: number;
  readonly changes: readonly SourceChange[];
  /** What of the world it shows in, besides faults. */
  readonly shownBy?: Pick<SeedOrder, 'hasFarLegs' | 'isSpot' | 'leavesStops' | 'linked'>;
}

/** A bug that shows in any world. */
export const bug = (name: string, foundAt: number, ...changes: readonly SourceChange[]): KnownBug => ({
  name,
  foundAt,
  changes,
});
/** It shows where brackets and pairs are sent, too. */
export const linkedBug = (name: string, foundAt: number, ...changes: readonly SourceChange[]): KnownBug => ({
  ...bug(name, foundAt, ...changes),
  shownBy: { linked: true },
});
/** It shows on spot, where somebody leaves stops of their own. */
export const besideOthersBug = (
  name: string,
  foundAt: number,
  ...changes: readonly SourceChange[]
): KnownBug => ({
  ...bug(name, foundAt, ...changes),
  shownBy: { isSpot: true, leavesStops: true },
});
/** A place in a file below `engine/`. */
export const change = (file: string, from: string, to: string): SourceChange => ({ file, from, to });
