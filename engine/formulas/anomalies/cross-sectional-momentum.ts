import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { SymbolCloses } from './symbol-closes.ts';

/** Symbols below which a ranking is believed in part only. */
const MANY = 20;

/**
 * Mean place of the own symbol among the best (1) and the worst (-1) of the last `K` daily rankings by past
 * return. No value before `K` rankings in a row of at least `universe` symbols, the own one among them.
 */
export const crossSectionalMomentum = defineFormula({
  id: 'F302',
  key: 'cross-sectional-momentum',
  title: 'Cross-sectional relative strength (winners minus losers)',
  family: 'anomalies',
  output: { unit: 'average cohort position', min: -1, max: 1 },
  role: 'direction',
  source:
    "Jegadeesh, N. & Titman, S., 'Returns to Buying Winners and Selling Losers: Implications for Stock Market Efficiency', Journal of Finance 48(1), 1993",
  catalogue: {
    inputs: ['bars'],
    params: {
      J: { unit: 'days', meaning: 'formation' },
      skip: { unit: 'day', meaning: 'gap between formation and holding' },
      K: { unit: 'days', meaning: 'holding, overlapping cohorts' },
      cut: { unit: 'fraction', meaning: 'top and bottom share' },
      universe: { unit: 'symbols', meaning: 'minimum' },
    },
    definition: `
      Each day rank symbols by R_i = ln(C_{t-skip}/C_{t-skip-J}). Cohort position: +1 for the top
      floor(cut*n) (at least 1), -1 for the bottom, else 0; ties broken by symbol name. Value = mean of
      the symbol's cohort positions over the last K daily cohorts.
    `,
    update: 'O(n log n) per day.',
    signal: 'signal = value; confidence = |value|*min(1,n/20).',
    range: '[-1,1]',
  },
  defaults: { J: 30, skip: 1, K: 7, cut: 0.3, universe: 8 },
  input: 'step',
  reads: ['peers'],
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Symbols in the newest ranking. */
    symbols: { unit: 'symbols', min: 2 },
  },
  warmUp: ({ J, K, skip }) => J + skip + K,

  start({ J, K, cut, skip, universe }) {
    wholeNumber('universe', universe, 2);
    if (!(cut > 0 && cut <= 0.5)) throw new RangeError(`cut must be above 0 and at most 0.5, was ${cut}`);
    const closes = new SymbolCloses(wholeNumber('J', J) + wholeNumber('skip', skip, 0) + 1);
    const cohorts = new RecentValues(wholeNumber('K', K));
    let symbols = 0;
    let value = 0;

    const rank = () => {
      const ranked = closes.symbols
        .map((name, i) => ({
          name,
          isOwn: i === 0,
          past: Math.log(closes.at(i, skip) / closes.at(i, skip + J)),
        }))
        .filter(({ past }) => Number.isFinite(past));
      symbols = ranked.length;
      const own = ranked.find(({ isOwn }) => isOwn);
      return own === undefined || symbols < universe ? undefined : cohortPlace(own, ranked, cut);
    };
    return withReadings(
      (step) => {
        if (step.kind !== 'peers') return undefined;
        if (closes.push(step.peers)) cohorts.clear();
        const place = rank();
        if (place === undefined) cohorts.clear();
        else cohorts.push(place);
        if (!cohorts.isFull) return undefined;
        value = cohorts.toArray().reduce((sum, each) => sum + each, 0) / K;
        return value;
      },
      {
        signal: () => value,
        confidence: () => Math.abs(value) * Math.min(1, symbols / MANY),
        symbols: () => symbols,
      },
    );
  },
});

/** A symbol and what it gained. */
export interface RankedSymbol {
  readonly name: string;
  readonly past: number;
}

/** 1 for one of the best, -1 for one of the worst, else 0; of equals the name that comes first is the better. */
export function cohortPlace(own: RankedSymbol, all: readonly RankedSymbol[], cut: number): number {
  const count = Math.max(1, Math.floor(cut * all.length));
  const better = all.filter((each) => isBetter(each, own)).length;
  if (better < count) return 1;
  return better >= all.length - count ? -1 : 0;
}

function isBetter(one: RankedSymbol, other: RankedSymbol): boolean {
  return one.past === other.past ? one.name < other.name : one.past > other.past;
}
