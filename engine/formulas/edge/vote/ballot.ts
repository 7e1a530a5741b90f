import type { BallotKind } from '../../../domain/vote/vote-decision.ts';
import type { VoteSettings } from './vote-settings.ts';

/** Where a ballot puts one alternative to another: 1 before it, -1 behind it, 0 neither. */
export interface Preferences {
  readonly longShort: -1 | 0 | 1;
  readonly longFlat: -1 | 0 | 1;
  readonly flatShort: -1 | 0 | 1;
}

/** Every ballot has one peak on the axis SHORT - FLAT - LONG, so that majorities cannot go in a circle (Black 1948). */
export const PREFERENCES: Readonly<Record<BallotKind, Preferences>> = {
  long: { longShort: 1, longFlat: 1, flatShort: 1 },
  'lean-long': { longShort: 1, longFlat: -1, flatShort: 1 },
  neutral: { longShort: 0, longFlat: -1, flatShort: 1 },
  'lean-short': { longShort: -1, longFlat: -1, flatShort: 1 },
  short: { longShort: -1, longFlat: -1, flatShort: -1 },
};

/** The ballot of a signal from -1 to 1. A signal on the edge of `strong` is strong, one on that of `neutral` neutral. */
export function ballotOf(
  signal: number,
  { neutral, strong }: Pick<VoteSettings, 'neutral' | 'strong'>,
): BallotKind {
  if (signal >= strong) return 'long';
  if (signal <= -strong) return 'short';
  if (signal > neutral) return 'lean-long';
  return signal < -neutral ? 'lean-short' : 'neutral';
}
