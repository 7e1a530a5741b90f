import type { Side } from '../../domain/order/side.ts';
import type { Regime } from '../../domain/risk/regime.ts';
import type { RulePreset } from '../../domain/risk/sizing-settings.ts';

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
  /** Undefined where the strategy does not say how sure it is. */
  readonly conviction: number | undefined;
  /** Whether the strategy trades the way back to a mean. */
  readonly isReversion: boolean;
}

/**
 * Whether a state lets an entry pass; a state that is not known, or not well enough when corrected, has no say. An
 * entry that does not say how sure it is misses every floor as described. Corrected it is judged by its direction
 * alone: what was not said is not taken for zero.
 */
export function regimeAllows(
  preset: RulePreset,
  reading: RegimeReading | undefined,
  { conviction, isReversion, side }: RegimeEntry,
): boolean {
  if (preset === 'off' || reading === undefined) return true;
  if (preset === 'corrected' && reading.probability < LEAST_PROBABILITY) return true;
  const { leastConviction, sides } = REGIME_RULES[reading.regime];
  if (!isSureEnough(preset, conviction, leastConviction)) return false;
  if (sides === 'reversion') return isReversion;
  return sides === 'breakout' ? side === reading.breakout : sides.includes(side);
}

const isSureEnough = (preset: RulePreset, conviction: number | undefined, least: number): boolean =>
  conviction === undefined ? preset === 'corrected' : conviction >= least;
