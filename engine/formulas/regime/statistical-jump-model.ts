import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { passJumpRow } from '../../numerics/jump-path.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { FitClock } from '../fit-clock.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, GATE, withReadings } from '../readings.ts';
import { withRefit } from '../refit.ts';
import { FEATURES, fitJumpModel, type JumpModel, jumpModelOf, lossOf } from './statistical-jump-fit.ts';

const HALF_LIVES = [10, 30] as const;
/** Weight of the newest bar in a mean of each half-life. */
const WEIGHTS = Float64Array.from(HALF_LIVES, (halfLife) => 1 - 2 ** (-1 / halfLife));
const NEAREST = 1e-12;
/** What every gate moves towards while the state is not decided. */
const UNDECIDED = 0.7;

/**
 * How much better the state in force explains the market than the other one, at most what a change of state
 * costs. State 0 is the one in which return outweighs falls, state 1 the turbulent one. Fitted first on half
 * of `n` returns; warm with the next.
 */
export const statisticalJumpModel = defineFormula({
  id: 'F190',
  key: 'statistical-jump-model',
  title: 'Statistical jump model regimes',
  family: 'regime',
  output: { unit: 'cost units', min: 0 },
  role: 'filter',
  source:
    "Nystrup, P., Lindstrom, E. and Madsen, H., 'Learning hidden Markov models with persistent states by penalizing jumps', Expert Systems with Applications, 2020",
  catalogue: {
    inputs: ['returns'],
    params: {
      K: { unit: 'states', meaning: 'states' },
      lam: { unit: '1', meaning: 'jump penalty' },
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      hl: { fixed: '10,30', unit: 'bars', meaning: 'half-lives of the features' },
    },
    definition: `
      Features per bar: EWMA (half-life 10 and 30) of r and of the downside deviation sqrt(EWMA of
      min(r,0)^2), and their ratio (r mean/downside, half-life 30), five numbers standardised by window
      mean and sd0. Minimise sum 0.5*|y_t-theta_{s_t}|^2+lam*number of state changes by alternating (a)
      theta_k = mean of the bars of state k, (b) the optimal state path by dynamic programming, from the
      start split at the median of the ratio, at most 20 rounds or no change. Online state: forward values
      V_k <- min(V_k, min_j V_j+lam)+0.5*|y-theta_k|^2 with frozen theta, state = argmin (lowest number on
      ties). State 0 = higher mean ratio (calm/bull). Value: V of the other state minus V of the current
      one, at most lam. Warm-up n/2.
    `,
    update: 'O(K^2) per bar; refit 20*n*K*5 operations every k bars.',
    signal: `
      filter: in state 1 (bear/turbulent) gate of longs 0.3, of shorts 1, of reversion 0.6; in state 0
      gate 1; scaled towards 0.7 when value<lam/4 (undecided).
    `,
    range: '[0,lam]',
  },
  defaults: { K: 2, lam: 30, n: 1500, k: 100 },
  input: 'bar',
  readings: {
    /** The gate of formulas that none of the others below concerns. */
    ...FILTER,
    longGate: GATE,
    shortGate: GATE,
    reversionGate: GATE,
    /** 0 calm or rising, 1 turbulent or falling. */
    state: { unit: 'state', min: 0, max: 1 },
  },
  warmUp: ({ n }) => Math.ceil(n / 2) + 2,
  fit: fitJumpModel,

  start(params) {
    const { K, k, lam, n } = params;
    if (K !== 2) throw new RangeError(`K must be 2, was ${K}`);
    positive('lam', lam);
    const features = new JumpFeatures();
    const recent = new RecentValues(FEATURES * wholeNumber('a window', n, 8));
    const returns = new CloseReturns();
    const clock = new FitClock(Math.ceil(n / 2), k);
    const losses = new Float64Array(2);
    let model: JumpModel | undefined;
    let values = new Float64Array(2);
    let state = 0;
    const lead = () => Math.min(lam, Math.abs((values[0] as number) - (values[1] as number)));
    const gate = (turbulent: number) => () => {
      const open = state === 1 ? turbulent : 1;
      return UNDECIDED + (open - UNDECIDED) * Math.min(1, lead() / (lam / 4));
    };

    const step = ({ close }: { close: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return undefined;
      features.push(logReturn);
      for (let i = 0; i < FEATURES; i += 1) recent.push(features.values[i] as number);
      clock.tick();
      if (model === undefined) return undefined;
      losses[0] = lossOf(features.values, model, 0);
      losses[1] = lossOf(features.values, model, 1);
      passJumpRow(values, losses, lam);
      state = (values[1] as number) < (values[0] as number) ? 1 : 0;
      return lead();
    };
    const readings = {
      gate: gate(1),
      longGate: gate(0.3),
      shortGate: gate(1),
      reversionGate: gate(0.6),
      state: () => state,
    };
    return withRefit(withReadings(step, readings), {
      due: () => (clock.takeDue() ? { params, data: { features: recent.toArray() } } : undefined),
      accept: (numbers) => {
        model = jumpModelOf(numbers);
        values = Float64Array.from(model.values);
      },
    });
  },
});

/** Return and fall of a bar over two half-lives, and their ratio over the longer one. */
class JumpFeatures {
  readonly values = new Float64Array(FEATURES);
  readonly #means = new Float64Array(2);
  readonly #falls = new Float64Array(2);
  #isFirst = true;

  push(logReturn: number): void {
    const { values } = this;
    const fall = Math.min(logReturn, 0) ** 2;
    for (let i = 0; i < WEIGHTS.length; i += 1) {
      const weight = this.#isFirst ? 1 : (WEIGHTS[i] as number);
      const mean = (this.#means[i] as number) + weight * (logReturn - (this.#means[i] as number));
      const square = (this.#falls[i] as number) + weight * (fall - (this.#falls[i] as number));
      this.#means[i] = mean;
      this.#falls[i] = square;
      values[i] = mean;
      values[2 + i] = Math.sqrt(square);
    }
    const fallen = values[3] as number;
    values[4] = fallen > NEAREST ? (values[1] as number) / fallen : 0;
    this.#isFirst = false;
  }
}
