import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { midRanks } from '../../numerics/mid-ranks.ts';
import { RollingExtreme } from '../../numerics/rolling-extreme.ts';
import { RollingRank } from '../../numerics/rolling-rank.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import type { PeerBars } from '../step-contents.ts';
import { isSameList } from '../same-list.ts';

const WARM_DAYS = 90;
const UNIVERSE = 8;

/**
 * How near the close is to the high of `window` days, ranked among at least eight symbols, or with fewer among
 * its own last values. From 0 to 1. A symbol counts once 90 of its days were seen.
 */
export const fiftyTwoWeekHigh = defineFormula({
  id: 'F303',
  key: 'fifty-two-week-high',
  title: 'Nearness to the 52-week high',
  family: 'anomalies',
  output: { unit: 'percentile', min: 0, max: 1 },
  role: 'direction',
  source:
    "George, T. J. & Hwang, C.-Y., 'The 52-Week High and Momentum Investing', Journal of Finance 59(5), 2004",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'days', meaning: 'high lookback' },
      rank_window: { unit: 'days', meaning: 'own history for a single symbol' },
    },
    definition: `
      N_t = C_t / max(H over the last window days incl. today), in (0,1]. With a universe of at least 8
      symbols: u = cross-sectional mid-rank of N. Otherwise u = percentile of N_t in its own last
      rank_window values. Value u. Warm-up 90 days.
    `,
    update: 'Monotone deque maximum O(1) amortised, rank O(log n).',
    signal: 'signal = 2u-1; confidence = |2u-1|*0.7.',
    range: '[0,1]',
  },
  defaults: { window: 365, rank_window: 180 },
  input: 'step',
  reads: ['peers'],
  barMs: 86_400_000,
  readings: {
    ...DIRECTION,
    /** Close over the high. */
    nearness: { unit: 'ratio', min: 0, max: 1 },
  },
  warmUp: ({ window }) => Math.min(WARM_DAYS, window),

  start({ rank_window: history, window }) {
    const highs = new SymbolHighs(window);
    const ranks = new RollingRank(history);
    let nearness = 0;
    let rank = 0;
    const lean = () => 2 * rank - 1;

    return withReadings(
      (step) => {
        if (step.kind !== 'peers') return undefined;
        const near = highs.push(step.peers);
        const [own = NaN] = near;
        if (Number.isNaN(own)) return undefined;
        nearness = own;
        ranks.push(own);
        const known = near.filter((each) => !Number.isNaN(each));
        rank = known.length < UNIVERSE ? ranks.rank : (midRanks(known)[0] as number);
        return rank;
      },
      { signal: lean, confidence: () => 0.7 * Math.abs(lean()), nearness: () => nearness },
    );
  },
});

/** Follows the highs of all symbols. */
class SymbolHighs {
  readonly #window: number;
  readonly #warm: number;
  #names: readonly string[] = [];
  #highs: readonly { readonly high: RollingExtreme; days: number }[] = [];

  constructor(window: number) {
    this.#window = wholeNumber('a window', window);
    this.#warm = Math.min(WARM_DAYS, window);
  }

  /** Close over high of each symbol; NaN for one that has no bar or was seen for too short. */
  push({ bars, symbols }: PeerBars): number[] {
    if (!isSameList(symbols, this.#names)) {
      this.#names = [...symbols];
      this.#highs = symbols.map(() => ({ high: new RollingExtreme(this.#window, 1), days: 0 }));
    }
    return this.#highs.map((each, i) => {
      const bar = bars[i];
      if (bar === undefined) return NaN;
      each.high.push(bar.high);
      each.days += 1;
      return each.days >= this.#warm ? Math.min(1, bar.close / each.high.value) : NaN;
    });
  }
}
