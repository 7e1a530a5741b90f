import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { normalCdf } from '../../../numerics/normal-distribution.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { SpokenForecasts } from '../../spoken-forecasts.ts';

const FIRST = 20;
/** Weight of a vote that may be chance, and of one that chance beats. */
const UNPROVEN = 0.7;
const WORSE = 0.3;

/**
 * Whether the direction is called right more often than chance explains, with the leaning of caller and market
 * taken out: standard normal where it is not. `formula` is the number of the formula tested, 0 the vote of all;
 * `group` as in the vote. Each bar is followed by what is said at its close; warm with the first outcome of a
 * call after 20 returns.
 */
export const pesaranTimmermannGate = defineFormula({
  id: 'F398',
  key: 'pesaran-timmermann-gate',
  title: 'Pesaran-Timmermann directional accuracy gate',
  family: 'multiscale',
  output: { unit: 'statistic' },
  role: 'filter',
  source:
    "Pesaran, M. H. & Timmermann, A., 'A Simple Nonparametric Test of Predictive Performance', Journal of Business & Economic Statistics 10(4), 1992",
  catalogue: {
    inputs: ['external'],
    params: {
      window: { unit: 'forecasts', meaning: 'sample' },
      level: { unit: 'probability', meaning: 'one-sided level' },
    },
    definition: `
      y outcomes, f signals (zeros of either are skipped), n pairs. P = share of equal signs, py = share y
      > 0, pf = share f > 0, P* = py pf + (1-py)(1-pf). V(P) = P*(1-P*)/n; V(P*) = [ (2py-1)^2 pf(1-pf) +
      (2pf-1)^2 py(1-py) + 4 py pf (1-py)(1-pf)/n ]/n. S = (P-P*)/sqrt(V(P)-V(P*)), standard normal.
      Radicand <= 0 -> S = 0.
    `,
    update: 'Four counters with ring buffer, O(1).',
    signal: 'filter: p-value < level -> vote weight x1; 0.1..0.5 -> x0.7; > 0.5 -> x0.3 (never inverted).',
    range: 'real',
  },
  defaults: { window: 250, level: 0.1, formula: 0, group: 1 },
  input: 'step',
  reads: ['bar', 'opinions', 'vote'],
  readings: {
    ...FILTER,
    /** Probability of so many right calls by chance. */
    pValue: { unit: 'probability', min: 0, max: 1 },
    hitRate: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => 2 * (FIRST + 1) + 1,

  start({ formula, level, window }) {
    const forecasts = new SpokenForecasts(formula);
    const pairs = new CalledPairs(wholeNumber('window', window));
    let found: DirectionTest = { hit: 0, expected: 0, statistic: 0 };
    const pValue = () => 1 - normalCdf(found.statistic);

    return withReadings(
      (step: MarketStep) => {
        const judged = forecasts.take(step);
        if (judged !== undefined && judged.signal !== 0 && judged.outcome !== 0) {
          pairs.push(judged.signal > 0, judged.outcome > 0);
          found = directionTest(pairs.counts());
        }
        return pairs.count === 0 ? undefined : found.statistic;
      },
      {
        gate: () => {
          if (pValue() < level) return 1;
          return pValue() <= 0.5 ? UNPROVEN : WORSE;
        },
        pValue,
        hitRate: () => found.hit,
      },
    );
  },
});

/** The last calls of a direction and what came, kept as counts. */
class CalledPairs {
  readonly #window: number;
  readonly #codes: RecentValues;
  #ups = 0;
  #rises = 0;
  #hits = 0;

  constructor(window: number) {
    this.#window = window;
    this.#codes = new RecentValues(window);
  }

  get count(): number {
    return this.#codes.count;
  }

  push(isUp: boolean, rose: boolean): void {
    if (this.#codes.isFull) this.#add(this.#codes.at(this.#window - 1), -1);
    const code = (isUp ? 2 : 0) + (rose ? 1 : 0);
    this.#codes.push(code);
    this.#add(code, 1);
  }

  counts(): DirectionCounts {
    return { count: this.count, hits: this.#hits, rises: this.#rises, ups: this.#ups };
  }

  #add(code: number, by: 1 | -1): void {
    const isUp = code >= 2;
    const rose = code % 2 === 1;
    if (isUp) this.#ups += by;
    if (rose) this.#rises += by;
    if (isUp === rose) this.#hits += by;
  }
}

/** Pairs of a call and an outcome, how many agree, how many outcomes rose and how many calls were for a rise. */
export interface DirectionCounts {
  readonly count: number;
  readonly hits: number;
  readonly rises: number;
  readonly ups: number;
}

/** Share of right calls, the share to expect by chance, and how far apart they are in standard errors. */
export interface DirectionTest {
  readonly hit: number;
  readonly expected: number;
  readonly statistic: number;
}

/** Pesaran and Timmermann's test; its statistic is 0 where calls or outcomes leave no choice. */
export function directionTest({ count, hits, rises, ups }: DirectionCounts): DirectionTest {
  const hit = hits / count;
  const py = rises / count;
  const pf = ups / count;
  const expected = py * pf + (1 - py) * (1 - pf);
  const ofHits = (expected * (1 - expected)) / count;
  const ofExpected =
    ((2 * py - 1) ** 2 * pf * (1 - pf) +
      (2 * pf - 1) ** 2 * py * (1 - py) +
      (4 * py * pf * (1 - py) * (1 - pf)) / count) /
    count;
  const radicand = ofHits - ofExpected;
  // One call less or more is worth 1/n: a radicand this small is what rounding left of none.
  const statistic = radicand > 1e-12 ? (hit - expected) / Math.sqrt(radicand) : 0;
  return { hit, expected, statistic };
}
