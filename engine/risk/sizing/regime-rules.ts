import type { Side } from '../../domain/order/side.ts';
import type { RulePreset } from '../../domain/risk/sizing-settings.ts';

/** The six states a market can be in. */
export type Regime =
  | 'bull-trend'
  | 'bear-trend'
  | 'high-volatility-range'
  | 'low-volatility-range'
  | 'breakout'
  | 'consolidation';

/** The state of a market as it was measured. */
export interface RegimeReading {
  readonly regime: Regime;
  /** Probability that it lasts another bar, 0 to 1. */
  readonly probability: number;
  /** Where a breakout points; undefined in other states. */
  readonly breakout?: Side;
}

interface RegimeRule {
  readonly sides: readonly Side[] | 'breakout' | 'reversion';
  readonly leastConviction: number;
  readonly sizeFactor: number;
}

/** What each state allows and how large. */
export const REGIME_RULES: Readonly<Record<Regime, RegimeRule>> = {
  'bull-trend': { sides: ['buy'], leastConviction: 0.65, sizeFactor: 1 },
  'bear-trend': { sides: ['sell'], leastConviction: 0.65, sizeFactor: 1 },
  'high-volatility-range': { sides: ['buy', 'sell'], leastConviction: 0.7, sizeFactor: 0.5 },
  'low-volatility-range': { sides: ['buy', 'sell'], leastConviction: 0.6, sizeFactor: 0.8 },
  breakout: { sides: 'breakout', leastConviction: 0.65, sizeFactor: 1.2 },
  consolidation: { sides: 'reversion', leastConviction: 0.65, sizeFactor: 0.8 },
};

/** Below this probability a state is not known well enough to act on, corrected. */
const LEAST_PROBABILITY = 0.6;

/**
 * By how much a size is multiplied. As described a breakout is entered at 120 %; corrected no state enlarges
 * what the risk budget allows, and an uncertain state shrinks it.
 */
export function regimeSizeFactor(preset: RulePreset, reading: RegimeReading | undefined): number {
  if (preset === 'off' || reading === undefined) return 1;
  const { sizeFactor } = REGIME_RULES[reading.regime];
  if (preset === 'as-described') return sizeFactor;
  return Math.min(1, sizeFactor) * (reading.probability < LEAST_PROBABILITY ? 0.5 : 1);
}

/** What an entry is judged by. */
export interface RegimeEntry {
  readonly side: Side;
  readonly conviction: number;
  /** Whether the strategy trades the way back to a mean. */
  readonly isReversion: boolean;
}

/** Whether a state lets an entry pass; a state that is not known, or not well enough when corrected, has no say. */
export function regimeAllows(
  preset: RulePreset,
  reading: RegimeReading | undefined,
  { conviction, isReversion, side }: RegimeEntry,
): boolean {
  if (preset === 'off' || reading === undefined) return true;
  if (preset === 'corrected' && reading.probability < LEAST_PROBABILITY) return true;
  const { leastConviction, sides } = REGIME_RULES[reading.regime];
  if (conviction < leastConviction) return false;
  if (sides === 'reversion') return isReversion;
  return sides === 'breakout' ? side === reading.breakout : sides.includes(side);
}
