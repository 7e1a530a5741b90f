import { confidenceOfP } from '../../numerics/confidence.ts';
import { GATE, type ReadingFunction } from '../readings.ts';

/** What a test for a unit root says beside the gate for all, which it leaves open. */
export const UNIT_ROOT_GATES = {
  /** Of a statistic at least as far below zero where the price is not pulled back. */
  pValue: { unit: 'probability', min: 0, max: 1 },
  /** For formulas that wait for a return to the mean. */
  reversionGate: GATE,
  /** For formulas that follow a trend. */
  trendGate: GATE,
} as const;

/** The readings {@link UNIT_ROOT_GATES} and `gate` of a probability; neutral where there is none. */
export function unitRootGates(
  pValue: () => number | undefined,
): Readonly<Record<'gate' | keyof typeof UNIT_ROOT_GATES, ReadingFunction>> {
  const pull = () => confidenceOfP(pValue() ?? NaN);
  return {
    gate: () => 1,
    pValue,
    reversionGate: () => 0.25 + 0.75 * pull(),
    trendGate: () => 1 - 0.5 * pull(),
  };
}
