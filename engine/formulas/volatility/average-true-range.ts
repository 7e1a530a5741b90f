import { wholeNumber, positive } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { WilderAverage } from '../../numerics/wilder-average.ts';
import type { Bar } from '../../domain/market/bar.ts';
import { signOf } from '../exits/held-direction.ts';
import { defineFormula } from '../formula.ts';
import { EXIT, withReadings } from '../readings.ts';
import type { HeldPosition } from '../step-contents.ts';
import { trueRange } from './true-range.ts';

/** Nearing the level never says as much as passing it. */
const MOST_BEFORE = 0.9;

/**
 * Average true range (Wilder) in quote units, never negative, and the exit that hangs from it: a level `m` of
 * it below the highest high of a long position in the last `look` bars since its entry, or above the lowest
 * low of a short one. The level never moves against the position. The first bar counts with high less low.
 * Warm after `n` bars.
 */
export const averageTrueRange = defineFormula({
  id: 'F168',
  key: 'average-true-range',
  title: 'Average true range',
  family: 'volatility',
  output: { unit: 'price', min: 0 },
  role: 'exit',
  source:
    "Wilder, J. W., 'New Concepts in Technical Trading Systems', 1978; exit rule: Elder, A., 'Come Into My Trading Room', 2002 (attributed to Le Beau, C.)",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'length' },
      m: { unit: 'ATR', meaning: 'distance of the exit' },
      look: { unit: 'bars', meaning: 'extreme since' },
    },
    definition: `
      TR=max(h-l,|h-c_{t-1}|,|l-c_{t-1}|), first bar h-l. ATR=Wilder_n(TR). Chandelier level for a long:
      highest high since max(entry, t-look+1) minus m*ATR; for a short lowest low plus m*ATR. The level of
      a position never moves against it. Value ATR. Warm-up n.
    `,
    update: 'O(1) with a monotonic deque.',
    signal: `
      exit: urgency = 1 when the close is beyond the level, else clip(1-(distance to the
      level)/(m*ATR),0,0.9).
    `,
    range: '[0,inf)',
  },
  defaults: { n: 14, m: 3, look: 22 },
  input: 'step',
  reads: ['bar', 'position'],
  readings: {
    ...EXIT,
    /** Where the position ends; none while flat. */
    level: { unit: 'quote' },
  },
  warmUp: ({ n }) => n,

  start({ look, m, n }) {
    const average = new WilderAverage(n);
    const exit = new Chandelier(wholeNumber('look', look), positive('m', m));
    const last = { close: NaN };

    return withReadings(
      (input) => {
        if (input.kind === 'position') exit.onPosition(input.position);
        if (input.kind === 'bar') {
          const { bar } = input;
          average.push(Number.isNaN(last.close) ? bar.high - bar.low : trueRange(bar, last.close));
          last.close = bar.close;
          exit.onBar(bar);
        }
        if (!average.isWarm) return undefined;
        exit.follow(average.value);
        return average.value;
      },
      { urgency: () => exit.urgency(last.close, average.value), level: () => exit.level },
    );
  },
});

/** The level of a position that hangs from its best price. */
class Chandelier {
  /** In quote units; NaN while flat or before it was told a range. */
  level = NaN;
  readonly #look: number;
  readonly #reach: number;
  readonly #best: RecentValues;
  #sign: 1 | 0 | -1 = 0;
  #entry = NaN;

  constructor(look: number, reach: number) {
    this.#look = look;
    this.#reach = reach;
    this.#best = new RecentValues(look);
  }

  /** A position in the other direction is another one; more of the same keeps its level. */
  onPosition(position: HeldPosition): void {
    const sign = signOf(position);
    if (sign !== this.#sign) {
      this.level = NaN;
      this.#best.clear();
    }
    this.#sign = sign;
    this.#entry = position.entryPrice;
  }

  onBar({ high, low }: Bar): void {
    if (this.#sign !== 0) this.#best.push(this.#sign > 0 ? high : low);
  }

  /** Hangs the level `range` below or above the best price, unless it was better before. */
  follow(range: number): void {
    const sign = this.#sign;
    if (sign === 0) return;
    let best = this.#best.count < this.#look ? this.#entry : -sign * Infinity;
    for (let age = 0; age < this.#best.count; age += 1)
      if (sign * (this.#best.at(age) - best) > 0) best = this.#best.at(age);
    const level = best - sign * this.#reach * range;
    if (!(sign * (level - this.level) <= 0)) this.level = level;
  }

  /** 1 beyond the level, else the nearer to it the higher; 0 while flat. */
  urgency(close: number, range: number): number {
    if (this.#sign === 0 || Number.isNaN(this.level)) return 0;
    const distance = this.#sign * (close - this.level);
    if (distance < 0) return 1;
    const whole = this.#reach * range;
    return whole > 0 ? Math.min(MOST_BEFORE, Math.max(0, 1 - distance / whole)) : MOST_BEFORE;
  }
}
