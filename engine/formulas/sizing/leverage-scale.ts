import type { Reading } from '../readings.ts';

/** A scale that may exceed 1: a leverage or a number of units, bounded by the cap the formula has. */
export const LEVERAGE_SCALE: Reading = { unit: 'scale', min: 0, neutral: 1 };
