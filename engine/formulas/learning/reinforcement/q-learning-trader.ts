import { clip } from '../../../numerics/clip.ts';
import { HitRateSkill } from '../../../numerics/hit-rate-skill.ts';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { withCompanions } from '../../companions.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { FEATURE_WARM_UP, MarketFeatures } from '../protocol/market-features.ts';

/** Values of an action, in units of volatility, that make it fully certain. */
const CERTAIN = 0.05;
const POSITIONS = 3;
/** Of equally good positions flat comes before long and long before short. */
const AFTER_HELD = [0, 1, -1] as const;
const ACTIONS = { long: 1, short: -1, flat: 0 } as const;
const PLACES = { trend: 2, volatility: 3, stretch: 4 };
/** Between -limit and limit lies the middle third. */
const TREND_LIMIT = 0.5;
const STRETCH_LIMIT = 1;

/**
 * How much better the best position is than the second best, in units of the volatility of a bar, counting
 * what follows and what changing costs. Learned bar by bar on a simulated position; the advice is for the
 * position that is really held, flat until one is told. Warm after `least_bars` bars.
 */
export const qLearningTrader = defineFormula({
  id: 'F97',
  key: 'q-learning-trader',
  title: 'Tabular Q-learning position policy',
  family: 'learning',
  output: { unit: 'vol units', min: 0 },
  role: 'direction',
  source: "Watkins, C. J. C. H. and Dayan, P., 'Q-learning', Machine Learning, 1992",
  catalogue: {
    inputs: ['bars'],
    params: {
      alpha: { unit: '1', meaning: 'learning rate' },
      gamma: { unit: '1', meaning: 'discount' },
      eps: { unit: '1', meaning: 'exploration while learning' },
      cost: { unit: 'fraction', meaning: 'cost per unit position change' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
    },
    definition: `
      State: a = tercile (0,1,2) of x3 by fixed cuts -0.5, 0.5; b = tercile of x5 by -1, 1; v = 0 if x4<0
      else 1; position p in {-1,0,1}: 54 states. Actions p' in {-1,0,1}. Reward of bar t+1 in vol units:
      (p'*r_{t+1}-cost*|p'-p|)/sig_t. Learning runs on a simulated position: action = argmax Q (ties:
      stay, then 0, then 1, then -1), with probability eps random floor(3u)-1. Q(s,a) +=
      alpha*(reward+gamma*max_b Q(s',b)-Q(s,a)), s' with position p'. Start Q=0. For trading the greedy
      action from the REAL position is used. Value = max Q - second largest Q of the current state.
      Warm-up 5000 bars.
    `,
    update: 'O(1) per bar.',
    signal: `
      signal = greedy p'; confidence = clip(20*value,0,1)*SKILL, SKILL from the sign of the simulated
      position's next return (flat bars skipped).
    `,
    range: '[0,inf)',
  },
  defaults: { alpha: 0.05, gamma: 0.95, eps: 0.05, cost: 0.0006, seed: 42, least_bars: 5000 },
  input: 'step',
  reads: ['bar', 'position'],
  readings: {
    ...DIRECTION,
    /** Position of the simulation: -1 short, 0 flat, 1 long. */
    simulated: { unit: 'position', min: -1, max: 1 },
  },
  warmUp: ({ least_bars: least }) => wholeNumber('least_bars', least, FEATURE_WARM_UP + 1),

  start({ alpha, cost, eps, gamma, least_bars: least, seed }) {
    let features = new MarketFeatures();
    const learner = new QLearner({ alpha, gamma, eps, seed });
    const skill = new HitRateSkill();
    // Before the first described moment there is nothing to earn.
    const last = { market: -1, close: NaN, volatility: NaN, position: 0, action: 0 };
    let held = 0;
    let bars = 0;

    const learn = (market: number): void => {
      const move = Math.log(features.close / last.close);
      const paid = cost * Math.abs(last.action - last.position);
      const reward = (last.action * move - paid) / last.volatility;
      const state = stateOf(last.market, last.position);
      learner.learn({ state, action: last.action, reward, next: stateOf(market, last.action) });
      if (last.action !== 0 && move !== 0) skill.push(last.action === Math.sign(move));
    };
    const closeBar = (): void => {
      bars += 1;
      if (!features.isWarm) return;
      const market = marketOf(features.values);
      if (last.market >= 0) learn(market);
      last.position = last.market >= 0 ? last.action : 0;
      last.market = market;
      last.close = features.close;
      last.volatility = features.volatility;
      last.action = learner.choose(stateOf(market, last.position), last.position);
    };
    const advice = () => stateOf(last.market, held);
    const step = (input: MarketStep): number | undefined => {
      if (input.kind === 'position') held = ACTIONS[input.position.direction];
      if (input.kind === 'bar') {
        features.pushBar(input.bar);
        closeBar();
      }
      return bars >= least ? learner.margin(advice()) : undefined;
    };
    const joined = withCompanions(step, (companions) => (features = MarketFeatures.of(companions)));
    return withReadings(joined, {
      signal: () => learner.greedy(advice(), held),
      confidence: () => clip(learner.margin(advice()) / CERTAIN, 0, 1) * skill.value,
      simulated: () => last.action,
    });
  },
});

/** Number of a market: by where the move of 20 bars, the distance from the mean and the volatility lie. */
export function marketOf(features: Readonly<Float64Array>): number {
  const trend = terciles(features[PLACES.trend] as number, TREND_LIMIT);
  const stretch = terciles(features[PLACES.stretch] as number, STRETCH_LIMIT);
  return (3 * trend + stretch) * 2 + ((features[PLACES.volatility] as number) < 0 ? 0 : 1);
}

const terciles = (value: number, limit: number): number => (value < -limit ? 0 : value < limit ? 1 : 2);

const stateOf = (market: number, position: number): number => POSITIONS * market + position + 1;

interface Experience {
  readonly state: number;
  readonly action: number;
  readonly reward: number;
  readonly next: number;
}

/**
 * Values of the three positions in every state, learned from what was tried.
 *
 * Source: Watkins & Dayan (1992), Q-learning, Machine Learning 8.
 */
export class QLearner {
  readonly #values = new Float64Array(18 * POSITIONS * POSITIONS);
  readonly #rate: number;
  readonly #discount: number;
  readonly #exploration: number;
  readonly #random: Mulberry32;

  constructor({ alpha, eps, gamma, seed }: Readonly<Record<'alpha' | 'gamma' | 'eps' | 'seed', number>>) {
    this.#rate = alpha;
    this.#discount = gamma;
    this.#exploration = eps;
    this.#random = new Mulberry32(seed);
  }

  /** Value of taking position `action` in a state. */
  valueOf(state: number, action: number): number {
    return this.#values[POSITIONS * state + action + 1] as number;
  }

  learn({ action, next, reward, state }: Experience): void {
    const before = this.valueOf(state, action);
    const best = Math.max(this.valueOf(next, -1), this.valueOf(next, 0), this.valueOf(next, 1));
    const value = before + this.#rate * (reward + this.#discount * best - before);
    if (Number.isFinite(value)) this.#values[POSITIONS * state + action + 1] = value;
  }

  /** The best position, and now and then any. */
  choose(state: number, position: number): number {
    if (this.#random.uniform() < this.#exploration) return Math.floor(POSITIONS * this.#random.uniform()) - 1;
    return this.greedy(state, position);
  }

  /** The best position; of equal ones the one that is held, then flat, then long. */
  greedy(state: number, position: number): number {
    let best = position;
    for (const action of AFTER_HELD)
      if (this.valueOf(state, action) > this.valueOf(state, best)) best = action;
    return best;
  }

  /** How much the best value is above the second. */
  margin(state: number): number {
    const short = this.valueOf(state, -1);
    const flat = this.valueOf(state, 0);
    const long = this.valueOf(state, 1);
    const most = Math.max(short, flat, long);
    return most - (short + flat + long - most - Math.min(short, flat, long));
  }
}
