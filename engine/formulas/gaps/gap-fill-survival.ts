import type { Bar } from '../../domain/market/bar.ts';
import { notNegative, positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { GapSurvival, type OpenGap } from './gap-survival.ts';
import { openingGapScore } from './opening-gap-score.ts';
import { SessionGaps } from './session-gaps.ts';

/** A gap that waits to be filled. */
interface WaitingGap extends OpenGap {
  /** 1 where it opened upward, -1 downward. */
  readonly side: number;
  readonly level: number;
}

/**
 * Probability that the newest open gap is filled within `horizon` bars, from how long gaps stayed open so
 * far. Gaps are those of the opening gap score, with its length of the average range. No value before
 * `min_events` gaps were seen, nor while none is open.
 */
export const gapFillSurvival = defineFormula({
  id: 'F232',
  key: 'gap-fill-survival',
  title: 'Gap-fill probability (Kaplan-Meier)',
  family: 'gaps',
  output: { unit: 'probability of fill within horizon', min: 0, max: 1 },
  role: 'direction',
  source:
    "Kaplan, E. L. & Meier, P., 'Nonparametric Estimation from Incomplete Observations', Journal of the American Statistical Association 53, 1958; gap application after Caporale & Plastun, 'Price gaps: Another market anomaly?', Investment Analysts Journal 46(4), 2017",
  catalogue: {
    inputs: ['bars'],
    params: {
      min_gap: { unit: 'ATR', meaning: 'gap size that counts' },
      horizon: { unit: 'bars', meaning: 'fill horizon' },
      min_events: { unit: 'gaps', meaning: 'warm-up' },
      max_store: { unit: 'gaps', meaning: 'history' },
    },
    definition: `
      A gap (id 231) opens an observation with side g = sign(gap). It is filled at the first bar whose
      [L,H] contains the pre-gap close; duration T in bars (1 = same bar). Unfilled gaps are
      right-censored at their current age. Kaplan-Meier on the last max_store gaps: S(t) = prod_{t_i<=t}
      (1 - d_i/n_i), d_i fills at t_i, n_i observations with duration >= t_i. For an open gap of age a: p
      = 1 - S(a+horizon)/S(a) (S beyond the largest event = last S; S(a)=0 -> p = 0).
    `,
    update: 'Insert O(log n) in a sorted list; product O(max_store) when a gap is open.',
    signal: `
      signal = -g*(2p-1) if p > 0.5 (fade toward the pre-gap close), + g*(1-2p)*0.5 if p < 0.5; confidence
      = |2p-1|*min(1,events/(2*min_events)).
    `,
    range: '[0,1]',
  },
  defaults: { min_gap: 0.25, horizon: 20, min_events: 30, max_store: 500 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Which way the gap opened: 1 up, -1 down. */
    side: { unit: 'sign', min: -1, max: 1 },
    /** Bars the gap is open, the one it opened with counted. */
    age: { unit: 'bars', min: 1 },
  },
  warmUp: (params) => params.min_events + 1,
  warmUpMs: () => openingGapScore.defaults.atr_period * 86_400_000,

  start({ horizon, max_store: most, min_events: fewest, min_gap: smallest }) {
    wholeNumber('min_events', fewest);
    wholeNumber('max_store', most, fewest);
    positive('horizon', horizon);
    const watch = new GapWatch(most, notNegative('min_gap', smallest));
    let probability = 0;
    const side = () => watch.newest?.side ?? 0;
    const lean = () => 2 * probability - 1;

    return withReadings(
      (bar) => {
        watch.push(bar);
        if (watch.newest === undefined || watch.gaps < fewest) return undefined;
        probability = watch.fillProbability(horizon);
        return probability;
      },
      {
        signal: () => -side() * (lean() > 0 ? lean() : lean() / 2),
        confidence: () => Math.abs(lean()) * Math.min(1, watch.gaps / (2 * fewest)),
        side,
        age: () => watch.age,
      },
    );
  },
});

/** Watches the gaps of one symbol bar by bar. */
class GapWatch {
  readonly #sessions = new SessionGaps(openingGapScore.defaults.atr_period);
  readonly #survival: GapSurvival<WaitingGap>;
  readonly #smallest: number;
  #waiting: WaitingGap[] = [];
  #bar = 0;

  constructor(most: number, smallest: number) {
    this.#survival = new GapSurvival(most);
    this.#smallest = smallest;
  }

  /** Gaps remembered. */
  get gaps(): number {
    return this.#survival.count;
  }

  get newest(): WaitingGap | undefined {
    return this.#waiting.at(-1);
  }

  /** Bars the newest gap is open. */
  get age(): number {
    return this.#bar - (this.newest?.start ?? NaN);
  }

  fillProbability(horizon: number): number {
    return this.#survival.fillProbability(this.age, horizon, this.#bar);
  }

  push(bar: Bar): void {
    this.#sessions.push(bar);
    this.#bar += 1;
    if (Math.abs(this.#sessions.size) >= this.#smallest) this.#open();
    if (this.#waiting.some((gap) => isFilledBy(gap, bar))) this.#fill(bar);
  }

  #open(): void {
    // A gap has an age of one bar when the bar it opened with closes.
    const { level, size } = this.#sessions;
    const gap = { start: this.#bar - 1, side: Math.sign(size), level };
    this.#survival.open(gap);
    this.#waiting.push(gap);
    // A gap that is forgotten is waited for no longer.
    const { oldestStart } = this.#survival;
    this.#waiting = this.#waiting.filter(({ start }) => start >= oldestStart);
  }

  #fill(bar: Bar): void {
    this.#waiting = this.#waiting.filter((gap) => {
      const isFilled = isFilledBy(gap, bar);
      if (isFilled) this.#survival.close(gap, this.#bar - gap.start, true);
      return !isFilled;
    });
  }
}

const isFilledBy = ({ level }: WaitingGap, { high, low }: Bar): boolean => low <= level && level <= high;
