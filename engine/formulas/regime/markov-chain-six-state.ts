import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { expectedStay, TransitionCounts } from '../../numerics/markov-chain.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingExtreme } from '../../numerics/rolling-extreme.ts';
import { RollingRank } from '../../numerics/rolling-rank.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, GATE, type Reading, withReadings } from '../readings.ts';

const SPAN = 20;
const STATES = 6;
const [BULL, BEAR, WIDE_RANGE, QUIET_RANGE, BREAKOUT, CONSOLIDATION] = [1, 2, 3, 4, 5, 6] as const;
/** Per state, what is left of a signal and the least confidence to act on. */
const GATES = [1, 1, 0.5, 0.8, 1, 0.8] as const;
const THRESHOLDS = [0.65, 0.65, 0.7, 0.6, 0.65, 0.65] as const;

const PROBABILITY: Reading = { unit: 'probability', min: 0, max: 1 };

/**
 * State of the market: 1 bull trend, 2 bear trend, 3 range of high and 4 of low volatility, 5 breakout, 6
 * consolidation; and how it went on from there before. Warm after `n + 20` bars.
 */
export const markovChainSixState = defineFormula({
  id: 'F173',
  key: 'markov-chain-six-state',
  title: 'Six-state market regime chain',
  family: 'regime',
  output: { unit: 'state', min: 1, max: 6 },
  role: 'filter',
  source:
    "Anderson, T. W. and Goodman, L. A., 'Statistical Inference about Markov Chains', Annals of Mathematical Statistics, 1957 (transition estimates); the six states are those of source document 002",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'state window' },
      N: { unit: 'bars', meaning: 'transition window' },
      a: { unit: 'count', meaning: 'Dirichlet prior per cell' },
    },
    definition: `
      Per bar: T=ln(c_t/c_{t-20})/(sig_t*sqrt20); q=rank_n of the 20-bar realised volatility sqrt(mean_20
      r^2); B=rank_n of the 20-bar range (HH-LL)/c. State, first rule that holds: 5 Breakout: c_t >
      highest high or < lowest low of the 20 bars before and v_t > 1.5*mean_20(v); 6 Consolidation:
      B<=0.15; 1 Bull trend: T>=1; 2 Bear trend: T<=-1; 3 High-volatility range: q>0.5; 4 Low-volatility
      range. Transition counts of the last N bars + a; P_ij=(n_ij+a)/(n_i.+6a). Value: state; next-bar
      probabilities row P_state; expected stay 1/(1-P_ii). Warm-up n+20.
    `,
    update: 'O(1) per bar (one count in, one out).',
    signal: `
      filter (table of source document 002): Bull trend blocks shorts (gate of short signals 0), Bear
      trend blocks longs, High-vol range gate 0.5, Low-vol range 0.8, Breakout 1 in the direction of the
      break and 0 against it, Consolidation 0.8 and only reversion formulas. Confidence thresholds of that
      table: 0.65, 0.65, 0.70, 0.60, 0.65, 0.65.
    `,
    range: '1..6',
  },
  defaults: { n: 100, N: 2000, a: 1 },
  input: 'bar',
  readings: {
    ...FILTER,
    longGate: GATE,
    shortGate: GATE,
    /** The gate of all but reversion formulas: closed in a consolidation. */
    trendGate: GATE,
    /** Confidence that a combined signal needs in this state. */
    threshold: { unit: 'confidence', min: 0, max: 1 },
    /** Bars the state lasts on average. */
    expectedStay: { unit: 'bars', min: 1 },
    nextBull: PROBABILITY,
    nextBear: PROBABILITY,
    nextWideRange: PROBABILITY,
    nextQuietRange: PROBABILITY,
    nextBreakout: PROBABILITY,
    nextConsolidation: PROBABILITY,
  },
  warmUp: ({ n }) => n + SPAN,

  start({ a, n, N }) {
    if (!(a > 0)) throw new RangeError(`a must be above zero, was ${a}`);
    const facts = new BarFacts(n);
    const states = new RecentValues(wholeNumber('N', N) + 1);
    const steps = new TransitionCounts(STATES);
    let state = 0;
    const row = (to: number) => () => steps.probability(state - 1, to - 1, a);
    const base = () => GATES[state - 1] ?? 1;

    return withReadings(
      (bar) => {
        if (!facts.push(bar)) return undefined;
        const next = stateOf(facts);
        if (states.isFull) steps.add(states.at(N) - 1, states.at(N - 1) - 1, -1);
        states.push(next);
        if (state > 0) steps.add(state - 1, next - 1);
        state = next;
        return state;
      },
      {
        gate: base,
        longGate: () => (state === BEAR || (state === BREAKOUT && facts.broke < 0) ? 0 : base()),
        shortGate: () => (state === BULL || (state === BREAKOUT && facts.broke > 0) ? 0 : base()),
        trendGate: () => (state === CONSOLIDATION ? 0 : base()),
        threshold: () => THRESHOLDS[state - 1],
        expectedStay: () => expectedStay(steps.probability(state - 1, state - 1, a)),
        nextBull: row(BULL),
        nextBear: row(BEAR),
        nextWideRange: row(WIDE_RANGE),
        nextQuietRange: row(QUIET_RANGE),
        nextBreakout: row(BREAKOUT),
        nextConsolidation: row(CONSOLIDATION),
      },
    );
  },
});

/** What the state of a bar is told by. */
export interface StateFacts {
  /** 1 where the close left the range before upwards on volume, -1 downwards, 0 otherwise. */
  readonly broke: number;
  /** Rank of the range of twenty bars. */
  readonly rangeRank: number;
  /** Move of twenty bars in units of their volatility. */
  readonly trend: number;
  /** Rank of the volatility of twenty bars. */
  readonly volatilityRank: number;
}

/** The first state whose rule holds. */
export function stateOf({ broke, rangeRank, trend, volatilityRank }: StateFacts): number {
  if (broke !== 0) return BREAKOUT;
  if (rangeRank <= 0.15) return CONSOLIDATION;
  if (trend >= 1) return BULL;
  if (trend <= -1) return BEAR;
  return volatilityRank > 0.5 ? WIDE_RANGE : QUIET_RANGE;
}

class BarFacts implements StateFacts {
  broke = 0;
  trend = 0;
  readonly #returns = new CloseReturns();
  readonly #volatility = new BarVolatility();
  readonly #squares = new RollingSum(SPAN);
  readonly #volumes = new RollingSum(SPAN);
  readonly #logs = new RecentValues(SPAN + 1);
  readonly #highest = new RollingExtreme(SPAN, 1);
  readonly #lowest = new RollingExtreme(SPAN, -1);
  readonly #volatilities: RollingRank;
  readonly #ranges: RollingRank;

  constructor(n: number) {
    this.#volatilities = new RollingRank(n);
    this.#ranges = new RollingRank(n);
  }

  get rangeRank(): number {
    return this.#ranges.rank;
  }

  get volatilityRank(): number {
    return this.#volatilities.rank;
  }

  /** Takes in a bar; false while the facts are not known. */
  push({ close, high, low, volumeBase }: Readonly<Record<'close' | 'high' | 'low' | 'volumeBase', number>>) {
    const logReturn = this.#returns.next(close);
    const volume = this.#volumes.push(volumeBase) ?? Infinity;
    const isBusy = volumeBase > (1.5 * volume) / SPAN;
    this.broke = isBusy ? Number(close > this.#highest.value) - Number(close < this.#lowest.value) : 0;
    this.#highest.push(high);
    this.#lowest.push(low);
    this.#logs.push(Math.log(close));
    if (!Number.isFinite(logReturn)) return false;
    this.#volatility.push(logReturn);
    const squares = this.#squares.push(logReturn * logReturn);
    if (squares === undefined) return false;
    this.#volatilities.push(squares);
    this.#ranges.push((this.#highest.value - this.#lowest.value) / close);
    const move = this.#logs.at(0) - this.#logs.at(SPAN);
    this.trend = move / (this.#volatility.value * Math.sqrt(SPAN));
    return this.#volatilities.isFull;
  }
}
