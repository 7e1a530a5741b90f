import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { meanAndDeviation } from '../../numerics/mean-and-deviation.ts';
import { SegmentSearch } from '../../numerics/normal-segments.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';

/**
 * Bars since mean or variance of returns changed for the last time in the window. Searched for every `k`
 * bars, in between it ages. Warm after half of `n` returns.
 */
export const peltChangepoint = defineFormula({
  id: 'F180',
  key: 'pelt-changepoint',
  title: 'PELT segmentation of mean and variance',
  family: 'regime',
  output: { unit: 'bars', min: 1 },
  role: 'context',
  source:
    "Killick, R., Fearnhead, P. and Eckley, I. A., 'Optimal Detection of Changepoints With a Linear Computational Cost', JASA, 2012",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'recompute interval' },
      minseg: { unit: 'bars', meaning: 'shortest segment' },
      pen: { unit: 'ln n', meaning: 'penalty per change in units of ln n' },
    },
    definition: `
      Segment cost C(s,t)=m*ln(max(var0(r_{s+1..t}),1e-12)), m=t-s>=minseg. F(0)=-B, F(t)=min_s
      F(s)+C(s,t)+B, B=pen*ln n. Candidates s with F(s)+C(s,t)>F(t) are pruned (kept while t-s<minseg).
      Backtrack gives the last change tau. Value: age n-tau of the current segment in bars; its mean/se
      t-value and its variance are published. Warm-up n/2.
    `,
    update: 'Expected O(n) with prefix sums, worst O(n^2), every k bars.',
    signal: `
      context: windows of formulas marked adaptive are cut to the segment age; a segment younger than
      2*minseg sets their confidence to half. Signal 0.
    `,
    range: '[minseg,n]',
  },
  defaults: { n: 500, k: 25, minseg: 20, pen: 3 },
  input: 'bar',
  readings: {
    /** Mean return of the segment in standard errors. */
    meanT: { unit: 't-statistic' },
    /** Variance of the returns of the segment. */
    variance: { unit: 'log return squared', min: 0 },
    /** What adaptive formulas multiply their confidence by: half of it while the segment is short. */
    confidenceFactor: { unit: 'factor', min: 0, max: 1, neutral: 1 },
  },
  warmUp: ({ n }) => Math.ceil(n / 2) + 1,

  start({ k, minseg, n, pen }) {
    notNegative('pen', pen);
    wholeNumber('minseg', minseg, 2);
    const first = Math.ceil(n / 2);
    const returns = new CloseReturns();
    const recent = new RecentValues(wholeNumber('a window', n, 4 * minseg));
    const search = new SpreadSearch(recent, {
      most: n,
      least: minseg,
      every: wholeNumber('k', k),
      penalty: pen,
    });
    let age = 0;
    const moments = () => meanAndDeviation(recent.toArray().subarray(-age));

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        recent.push(logReturn);
        if (recent.count < first) return undefined;
        age = search.next() ?? Math.min(age + 1, recent.count);
        return age;
      },
      {
        meanT: () => {
          const { deviation, mean } = moments();
          const error = deviation / Math.sqrt(age - 1);
          return error > 1e-12 ? mean / error : undefined;
        },
        variance: () => moments().deviation ** 2,
        confidenceFactor: () => (age < 2 * minseg ? 0.5 : 1),
      },
    );
  },
});

/** How a window is searched. */
interface SearchRule {
  /** Values of a full window. */
  readonly most: number;
  /** Values of a segment at the least. */
  readonly least: number;
  /** Values from one search to the next. */
  readonly every: number;
  /** Price of a cut in units of the logarithm of the number of values. */
  readonly penalty: number;
}

/**
 * A search every so many values. Which values the next one looks at is known as soon as one has ended, so that
 * it goes on a little with every value instead of all at once.
 */
class SpreadSearch {
  readonly #recent: RecentValues;
  readonly #rule: SearchRule;
  readonly #search: SegmentSearch;
  /** Values of the search under way, and how many values are still to come until it ends. */
  #length = 0;
  #left = 0;

  /** `recent` holds the values, of which the newest is pushed before each call. */
  constructor(recent: RecentValues, rule: SearchRule) {
    this.#recent = recent;
    this.#rule = rule;
    this.#search = new SegmentSearch(rule.most, rule.least);
  }

  /** Values of the newest segment, where a search has ended; undefined between searches. */
  next(): number | undefined {
    if (this.#length === 0) this.#begin(0);
    else this.#left -= 1;
    const { every } = this.#rule;
    // The work grows with the square of the values seen.
    this.#advance(Math.ceil(this.#length * Math.sqrt(1 - this.#left / every)));
    if (this.#left > 0) return undefined;
    const length = this.#length;
    const age = length - this.#search.startOf(length);
    this.#begin(every);
    return age;
  }

  /** Begins the search that ends `ahead` values from now. */
  #begin(ahead: number): void {
    this.#length = Math.min(this.#rule.most, this.#recent.count + ahead);
    this.#left = ahead;
    this.#search.begin(this.#rule.penalty * Math.log(this.#length));
  }

  /** Looks at the first values up to `end`, as far as they have come. */
  #advance(end: number): void {
    const search = this.#search;
    const ageOfFirst = this.#length - this.#left - 1;
    const known = Math.min(end, ageOfFirst + 1);
    for (let i = search.seen; i < known; i += 1) search.push(this.#recent.at(ageOfFirst - i));
  }
}
