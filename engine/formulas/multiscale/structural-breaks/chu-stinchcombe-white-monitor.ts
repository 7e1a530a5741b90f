import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

/** Where a log price stands furthest beyond what a random walk reaches. */
export interface LevelDeparture {
  /** Distance from the level `age` bars ago, in deviations a random walk has over that time. */
  readonly statistic: number;
  /** What the statistic would have to exceed. */
  readonly boundary: number;
  /** Size of the statistic less the boundary: above zero the walk has been left. */
  readonly excess: number;
  readonly age: number;
}

/**
 * How far the log price has left the levels of the last `window` bars beyond what a random walk does, with
 * the sign of the departure; 0 inside the boundary. Warm after `window + 1` bars.
 */
export const chuStinchcombeWhiteMonitor = defineFormula({
  id: 'F362',
  key: 'chu-stinchcombe-white-monitor',
  title: 'Chu-Stinchcombe-White CUSUM on levels',
  family: 'multiscale',
  output: { unit: 'excess over the boundary' },
  role: 'direction',
  source:
    "Chu, C.-S. J., Stinchcombe, M. & White, H., 'Monitoring Structural Change', Econometrica 64(5), 1996; level form: Lopez de Prado 2018, ch. 17",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'bars', meaning: 'longest lookback' },
      b: { unit: '1', meaning: '5% constant of the boundary' },
    },
    definition: `
      y = ln C, t latest, reference points n in t-window..t-1. sigma_t^2 = mean of (dy)^2 over the window.
      S_{n,t} = (y_t - y_n)/(sigma_t*sqrt(t-n)); boundary c_{n,t} = sqrt(b + ln(t-n)). Value =
      sign(S)*(|S| - c) at the n that maximises |S| - c (ties: smallest n) if that is > 0, else 0. sigma 0
      -> 0.
    `,
    update: 'O(window) per bar.',
    signal: `
      signal = clip(value,-1,1) (departure from random-walk level in the direction of S); confidence =
      min(1,|value|).
    `,
    range: 'real',
  },
  defaults: { window: 250, b: 4.6 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Distance from the level that was left furthest, in deviations of a random walk. */
    statistic: { unit: 'sd units' },
    /** Bars since that level. */
    age: { unit: 'bars', min: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start({ b, window }) {
    const logs = new RecentValues(wholeNumber('a window', window) + 1);
    const squares = new RollingMoments(window);
    const search = new DepartureSearch(window, b);
    let value = 0;

    return withReadings(
      ({ close }) => {
        const log = Math.log(close);
        const change = log - logs.at(0);
        logs.push(log);
        if (Number.isNaN(change)) return noValue();
        squares.push(change * change);
        if (!squares.isFull) return noValue();
        search.run(logs, Math.sqrt(Math.max(0, squares.mean)));
        value = search.excess > 0 ? Math.sign(search.statistic) * search.excess : 0;
        return value;
      },
      {
        signal: () => clip(value, -1, 1),
        confidence: () => Math.min(1, Math.abs(value)),
        statistic: () => search.statistic,
        age: () => search.age,
      },
    );
  },
});

/** The departure of the newest of all `logs` given from those before it, up to `window` back. */
export function levelDeparture(logs: readonly number[], b: number): LevelDeparture {
  const window = logs.length - 1;
  const recent = new RecentValues(window + 1);
  const squares = new RollingMoments(window);
  logs.forEach((log, i) => {
    if (i > 0) squares.push((log - recent.at(0)) ** 2);
    recent.push(log);
  });
  const search = new DepartureSearch(window, b);
  search.run(recent, Math.sqrt(Math.max(0, squares.mean)));
  const { age, excess, statistic } = search;
  return { age, excess, statistic, boundary: Math.abs(statistic) - excess };
}

/** Looks through the levels before the newest; roots and boundaries are known beforehand. */
class DepartureSearch {
  readonly #shares: Float64Array;
  readonly #boundaries: Float64Array;
  readonly #levels: Float64Array;
  statistic = 0;
  excess = 0;
  age = 1;

  constructor(window: number, b: number) {
    this.#shares = Float64Array.from({ length: window + 1 }, (_, age) => 1 / Math.sqrt(Math.max(1, age)));
    this.#levels = new Float64Array(window + 1);
    this.#boundaries = Float64Array.from({ length: window + 1 }, (_, age) =>
      Math.sqrt(b + Math.log(Math.max(1, age))),
    );
  }

  /** `deviation` is that of one change. Where nothing moves, nothing is left. The oldest level wins a tie. */
  run(logs: RecentValues, deviation: number): void {
    const levels = this.#levels;
    const last = logs.copyTo(levels) - 1;
    const newest = levels[last] as number;
    let best = -Infinity;
    let statisticOfBest = 0;
    let ageOfBest = last;
    for (let age = last; age >= 1; age -= 1) {
      const moved = deviation > 1e-12 ? (newest - (levels[last - age] as number)) / deviation : 0;
      const statistic = moved * (this.#shares[age] as number);
      const excess = Math.abs(statistic) - (this.#boundaries[age] as number);
      if (excess > best) {
        best = excess;
        statisticOfBest = statistic;
        ageOfBest = age;
      }
    }
    this.excess = best;
    this.statistic = statisticOfBest;
    this.age = ageOfBest;
  }
}
