import type { Suggestion } from '../../../engine/domain/theory/theory-reading.ts';

/** A sign for each suggestion, so that none is told by its color alone. */
export const SUGGESTION_SIGNS: Readonly<Record<Suggestion, string>> = {
  up: '▲',
  down: '▼',
  trend: '→',
  reversion: '↩',
  random: '≈',
  structured: '▦',
  none: '–',
  'cannot-tell': '?',
};
