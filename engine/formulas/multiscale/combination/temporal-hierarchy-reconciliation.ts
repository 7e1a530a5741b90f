import { BarVolatility } from '../../../numerics/bar-volatility.ts';
import { groupAt } from '../../edge/vote/started-vote.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { FORECAST_SHARE } from '../../opinion-rounds.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import type { Opinions } from '../../step-contents.ts';
import { ScaledForecasts } from './scaled-forecasts.ts';
import { firstReconciled, SUMMING } from './temporal-hierarchy.ts';

const FIRST = 20;
/** Base bars of a node on each level, from the whole to the parts. */
const LEVELS = [4, 2, 1] as const;
/** Formulas of the base bars whose runs are those of the vote. */
const HEARD = [292, 346] as const;

/**
 * Forecast of the next bar, in standard deviations of a bar, that agrees with forecasts of the next two and the
 * next four bars. The six-factor drift and the trend at three speeds run on bars of each length; the forecasts
 * of S-map and of the leader's delay are heard with the opinions and count for single bars. A signal with its
 * confidence is a forecast of at most a tenth of the volatility of its bars; a node nobody speaks of is 0. `group`
 * as in the vote. Each bar is followed by the opinions at its close; warm after 20 returns.
 */
export const temporalHierarchyReconciliation = defineFormula({
  id: 'F353',
  key: 'temporal-hierarchy-reconciliation',
  title: 'Temporal hierarchy forecast reconciliation',
  family: 'multiscale',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Athanasopoulos, G., Hyndman, R. J., Kourentzes, N. & Petropoulos, F., 'Forecasting with temporal hierarchies', European Journal of Operational Research 262(1), 2017",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      levels: {
        fixed: [4, 2, 1],
        unit: 'base bars',
        meaning: 'aggregation levels of a hierarchy with m = 4',
      },
      weights: {
        fixed: 'structural',
        unit: 'choice',
        meaning: 'W = diag(number of base periods in each node)',
      },
    },
    definition: `
      Return forecasts per node: one for the 4-bar period, two for 2-bar periods, four for the next base
      bars (from ids 292, 294, 346 and 354 run at each scale; missing = 0). y = stacked forecasts (top to
      bottom), S = summing matrix (7x4). Structural weights W = diag(S*1). Reconciled base forecasts b =
      (S'W^{-1}S)^{-1} S'W^{-1} y; coherent y~ = S b. Value = first element of b divided by the base-bar
      volatility.
    `,
    update: 'Fixed 4x7 matrix, O(28) per base bar.',
    signal: `
      signal = tanh(2*value); confidence = share of node forecasts with the sign of b_1 times
      min(1,|value|*2).
    `,
    range: 'real',
  },
  defaults: { group: 1 },
  input: 'step',
  reads: ['bar', 'opinions'],
  readings: {
    ...DIRECTION,
    /** The forecast itself. */
    forecast: { unit: 'log return' },
    /** Share of the nodes whose forecast has its sign. */
    agreement: { unit: 'share', min: 0, max: 1 },
  },
  warmUp: () => 2 * FIRST + 1,

  start({ group }) {
    groupAt(group);
    const levels = LEVELS.map((bars) => new ScaledForecasts(bars));
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const heard = new HeardForecasts();
    const nodes = new Float64Array(SUMMING.length);
    let forecast = 0;
    const value = () => forecast / volatility.value;
    const agreement = () => {
      let agreeing = 0;
      for (let i = 0; i < nodes.length; i += 1) {
        const node = nodes[i] as number;
        if (node !== 0 && Math.sign(node) === Math.sign(forecast)) agreeing += 1;
      }
      return agreeing / Math.max(1, nodes.length);
    };

    const look = (): void => {
      const { value: unit } = volatility;
      for (let i = 0, node = 0; i < LEVELS.length; i += 1) {
        const bars = LEVELS[i] as number;
        const said = levels[i] as ScaledForecasts;
        const mean = bars === 1 ? heard.meanWith(said.sum, said.count) : meanOf(said.sum, said.count);
        // A level has as many nodes as fit into the whole.
        for (const end = node + LEVELS[0] / bars; node < end; node += 1)
          nodes[node] = mean * FORECAST_SHARE * unit * Math.sqrt(bars);
      }
      forecast = firstReconciled(nodes);
    };
    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'opinions') heard.listen(step.opinions);
        if (step.kind === 'bar') {
          const logReturn = returns.next(step.bar.close);
          if (Number.isFinite(logReturn)) volatility.push(logReturn);
          for (let i = 0; i < levels.length; i += 1) levels[i]?.push(step.bar);
        }
        if (!volatility.isWarm) return undefined;
        look();
        return value();
      },
      {
        signal: () => Math.tanh(2 * value()),
        confidence: () => agreement() * Math.min(1, 2 * Math.abs(value())),
        forecast: () => forecast,
        agreement,
      },
    );
  },
});

/** What the formulas that are heard said last. */
class HeardForecasts {
  readonly #said = new Float64Array(HEARD.length);
  #count = 0;

  listen({ confidences, ids, isReady, signals }: Opinions): void {
    this.#count = 0;
    for (let i = 0; i < HEARD.length; i += 1) {
      const place = ids.indexOf(HEARD[i] as number);
      if (isReady[place] !== 1) continue;
      this.#said[this.#count] = (signals[place] as number) * (confidences[place] as number);
      this.#count += 1;
    }
  }

  /** Mean of all of them and of others of this sum and count; 0 where there are none. */
  meanWith(sumOfOthers: number, countOfOthers: number): number {
    let sum = sumOfOthers;
    for (let i = 0; i < this.#count; i += 1) sum += this.#said[i] as number;
    return meanOf(sum, countOfOthers + this.#count);
  }
}

const meanOf = (sum: number, count: number): number => (count === 0 ? 0 : sum / count);
