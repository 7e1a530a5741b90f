import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { RelativeStrength } from './relative-strength.ts';

/**
 * Three ways in which a price can be stretched, averaged: its relative strength, that of its streak of
 * rises or falls, and the rank of its last return. Index from 0 (beaten down) to 100. Warm after `m + 2`
 * bars.
 */
export const connorsRsi = defineFormula({
  id: 'F147',
  key: 'connors-rsi',
  title: 'Connors RSI',
  family: 'mean-reversion',
  output: { unit: 'index', min: 0, max: 100 },
  role: 'direction',
  source: "Connors, L. and Alvarez, C., 'An Introduction to ConnorsRSI', 2012",
  catalogue: {
    inputs: ['bars'],
    params: {
      a: { unit: 'bars', meaning: 'RSI of the close' },
      b: { unit: 'bars', meaning: 'RSI of the streak' },
      m: { unit: 'bars', meaning: 'percent rank' },
    },
    definition: `
      Streak s_t: consecutive up closes counted +1,+2,..., down closes -1,-2,..., unchanged 0; s_1=0. RSI
      by Wilder (formula 150) of c with length a and of s with length b. Percent rank: 100*(number of the
      m one-bar simple returns before bar t that are < R_t)/m. Value CRSI = mean of the three. Warm-up
      m+2.
    `,
    update: 'O(1) per bar plus O(log m) for the rank in a sorted window.',
    signal: 'signal: CRSI<10: +1, <20: +0.5; >90: -1, >80: -0.5; else 0. confidence = |CRSI-50|/50.',
    range: '[0,100]',
  },
  defaults: { a: 3, b: 2, m: 100 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Closes in a row above (or, below zero, below) the one before. */
    streak: { unit: 'bars' },
    strength: { unit: 'index', min: 0, max: 100 },
    streakStrength: { unit: 'index', min: 0, max: 100 },
    percentRank: { unit: 'index', min: 0, max: 100 },
  },
  warmUp: ({ a, b, m }) => Math.max(m + 2, a + 1, b + 1),

  start({ a, b, m }) {
    const ofCloses = new RelativeStrength(a);
    const ofStreaks = new RelativeStrength(b);
    const past = new RecentValues(wholeNumber('m', m));
    const pastRow = new Float64Array(m);
    let closeBefore = NaN;
    let streak = 0;
    let strength: number | undefined;
    let streakStrength: number | undefined;
    let rank: number | undefined;
    let value = 50;
    const rankOf = (simpleReturn: number): number | undefined => {
      if (!past.isFull) return undefined;
      past.copyTo(pastRow);
      return (100 * countBelow(pastRow, simpleReturn)) / m;
    };

    return withReadings(
      ({ close }) => {
        const simpleReturn = close / closeBefore - 1;
        if (Number.isFinite(closeBefore)) streak = nextStreak(streak, close - closeBefore);
        closeBefore = close;
        strength = ofCloses.next(close);
        streakStrength = ofStreaks.next(streak);
        if (Number.isNaN(simpleReturn)) return undefined;
        rank = rankOf(simpleReturn);
        past.push(simpleReturn);
        if (strength === undefined || streakStrength === undefined || rank === undefined) return undefined;
        value = (strength + streakStrength + rank) / 3;
        return value;
      },
      {
        signal: () => stretchSignal(value),
        confidence: () => Math.abs(value - 50) / 50,
        streak: () => streak,
        strength: () => strength,
        streakStrength: () => streakStrength,
        percentRank: () => rank,
      },
    );
  },
});

function nextStreak(streak: number, change: number): number {
  if (change === 0) return 0;
  return change > 0 ? Math.max(streak, 0) + 1 : Math.min(streak, 0) - 1;
}

function countBelow(values: Float64Array, limit: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i += 1) if ((values[i] as number) < limit) count += 1;
  return count;
}

function stretchSignal(value: number): number {
  if (value < 20) return value < 10 ? 1 : 0.5;
  if (value > 80) return value > 90 ? -1 : -0.5;
  return 0;
}
