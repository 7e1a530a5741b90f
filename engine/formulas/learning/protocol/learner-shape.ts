import type { StepKind } from '../../formula.ts';
import { DIRECTION } from '../../readings.ts';
import { BOOK_LEVELS } from './market-features.ts';

const READS: readonly StepKind[] = ['bar', 'book'];

/** What all formulas declare that learn a direction from the shared features. */
export const learnsDirection = {
  input: 'step',
  reads: READS,
  readings: DIRECTION,
  levels: () => BOOK_LEVELS,
  keepsOverGaps: true,
} as const;
