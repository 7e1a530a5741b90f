import { BarVolatility } from '../../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

const QUIET_BARS = 500;
/** Bars until the first return in units of a volatility known before it. */
const FIRST = 22;
const START_WEIGHT = 0.01;
const START_FEEDBACK = 0.1;
const LARGEST_SLOPE = 5;
const LEAST_VARIANCE = 1e-6;
/** A Sharpe ratio of one bar that makes it fully certain. */
const CERTAIN = 0.05;

/**
 * The position that recent returns and the position before it suggest, -1 short to 1 long: the weights climb
 * towards a higher Sharpe ratio after costs with every bar. Warm after 500 bars.
 */
export const recurrentReinforcementLearning = defineFormula({
  id: 'F98',
  key: 'recurrent-reinforcement-learning',
  title: 'Recurrent reinforcement learning (differential Sharpe ratio)',
  family: 'learning',
  output: { unit: 'position', min: -1, max: 1 },
  role: 'direction',
  source:
    "Moody, J. and Saffell, M., 'Learning to Trade via Direct Reinforcement', IEEE Transactions on Neural Networks, 2001",
  catalogue: {
    inputs: ['returns'],
    params: {
      M: { unit: 'lags', meaning: 'return inputs' },
      eta: { unit: '1', meaning: 'DSR decay' },
      lr: { unit: '1', meaning: 'gradient step' },
      cost: { unit: 'fraction', meaning: 'cost per unit change' },
      decay: { unit: '1', meaning: 'weight decay' },
    },
    definition: `
      u_t=r_t/sig_{t-1}. F_t=tanh(w'x_t+v*F_{t-1}), x_t=(1,u_t,...,u_{t-M+1}). Return of the step
      R_t=(F_{t-1}*r_t-cost*|F_t-F_{t-1}|)/sig_{t-1}. A,B: moving mean and second moment; dA=R-A,
      dB=R^2-B; D=(B*dA-0.5*A*dB)/(B-A^2)^1.5; then A+=eta*dA, B+=eta*dB. dD/dR=(B-A*R)/(B-A^2)^1.5 (A,B
      before). Gradient with recursion: dF_t=(1-F_t^2)*([x_t,F_{t-1}]+v*dF_{t-1});
      dR=(r_t/sig)*dF_{t-1}-(cost/sig)*sgn(F_t-F_{t-1})*(dF_t-dF_{t-1}). theta=(w,v) +=
      lr*clip(dD/dR,-5,5)*dR-decay*theta. Start w=0.01 for every lag, 0 for the constant, v=0.1, A=0, B=1.
      B-A^2<=1e-6: no update. Value F. Warm-up 500 bars.
    `,
    update: 'O(M) per bar.',
    signal: 'signal = F; confidence = clip(A/sqrt(B-A^2)*20,0,1)*|F| (its own running Sharpe ratio).',
    range: '(-1,1)',
  },
  defaults: { M: 8, eta: 0.01, lr: 0.02, cost: 0.0006, decay: 0.0001 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Mean over deviation of what the positions earned a bar, of late. */
    sharpeRatio: { unit: 'per root bar' },
    /** How much the last bar lifted it, in units of `eta`. */
    lift: { unit: 'per root bar' },
  },
  warmUp: ({ M }) => Math.max(QUIET_BARS, FIRST - 1 + M),

  start(params) {
    const trader = new RecurrentTrader(params);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const least = Math.max(QUIET_BARS, FIRST - 1 + params.M);
    let bars = 0;

    const step = (bar: { readonly close: number }): number | undefined => {
      const move = returns.next(bar.close);
      bars += 1;
      if (volatility.isWarm) trader.push(move, volatility.value);
      if (Number.isFinite(move)) volatility.push(move);
      return bars >= least ? trader.position : undefined;
    };
    return withReadings(step, {
      signal: () => trader.position,
      confidence: () => clip(trader.ratio.value / CERTAIN, 0, 1) * Math.abs(trader.position),
      sharpeRatio: () => trader.ratio.value,
      lift: () => trader.lift,
    });
  },
});

/**
 * Sharpe ratio that fades, and how it changes with the next return.
 *
 * Source: Moody & Saffell (2001), Learning to Trade via Direct Reinforcement.
 */
export class DifferentialSharpe {
  #mean: number;
  #square: number;
  readonly #rate: number;

  constructor(rate: number, mean = 0, square = 1) {
    this.#rate = rate;
    this.#mean = mean;
    this.#square = square;
  }

  get #variance(): number {
    return this.#square - this.#mean * this.#mean;
  }

  /** The ratio itself; 0 where nothing varies. */
  get value(): number {
    return this.#variance > LEAST_VARIANCE ? this.#mean / Math.sqrt(this.#variance) : 0;
  }

  /** How much a return lifts the ratio, in units of the rate; 0 where nothing varies. */
  liftOf(gain: number): number {
    if (!(this.#variance > LEAST_VARIANCE)) return 0;
    const above = gain - this.#mean;
    const aboveSquare = gain * gain - this.#square;
    return (this.#square * above - 0.5 * this.#mean * aboveSquare) / this.#variance ** 1.5;
  }

  /** How that changes with the return; 0 where nothing varies. */
  slopeAt(gain: number): number {
    return this.#variance > LEAST_VARIANCE ? (this.#square - this.#mean * gain) / this.#variance ** 1.5 : 0;
  }

  push(gain: number): void {
    this.#mean += this.#rate * (gain - this.#mean);
    this.#square += this.#rate * (gain * gain - this.#square);
  }
}

/** A position that follows from the last returns and itself, and weights that learn from what it earned. */
export class RecurrentTrader {
  readonly ratio: DifferentialSharpe;
  /** A constant, the newest return first, and the position before. */
  readonly weights: Float64Array;
  position = 0;
  /** How much the last return lifted the ratio. */
  lift = 0;
  readonly #inputs: Float64Array;
  /** How the position changes with each weight. */
  readonly #slopes: Float64Array;
  readonly #slopesBefore: Float64Array;
  readonly #rates: { readonly lr: number; readonly cost: number; readonly decay: number };
  #seen = 0;

  constructor({ M, cost, decay, eta, lr }: Readonly<Record<'M' | 'eta' | 'lr' | 'cost' | 'decay', number>>) {
    const size = wholeNumber('M', M) + 2;
    this.ratio = new DifferentialSharpe(eta);
    this.weights = new Float64Array(size).fill(START_WEIGHT);
    this.weights[0] = 0;
    this.weights[size - 1] = START_FEEDBACK;
    this.#inputs = new Float64Array(size);
    this.#inputs[0] = 1;
    this.#slopes = new Float64Array(size);
    this.#slopesBefore = new Float64Array(size);
    this.#rates = { lr, cost, decay };
  }

  /** Takes in a return and the volatility of a bar that was known before it. */
  push(move: number, volatility: number): void {
    const inputs = this.#inputs;
    const last = inputs.length - 1;
    inputs.copyWithin(2, 1, last - 1);
    inputs[1] = move / volatility;
    inputs[last] = this.position;
    this.#seen += 1;
    if (this.#seen < last - 1) return;
    const before = this.position;
    this.#move();
    const change = this.position - before;
    const cost = this.#rates.cost / volatility;
    this.#learn(
      (before * move) / volatility - cost * Math.abs(change),
      move / volatility,
      cost * Math.sign(change),
    );
  }

  /** The next position, and how it depends on the weights, through the positions before it too. */
  #move(): void {
    const { weights } = this;
    let sum = 0;
    for (let i = 0; i < weights.length; i += 1) sum += (weights[i] as number) * (this.#inputs[i] as number);
    this.position = Math.tanh(sum);
    this.#slopesBefore.set(this.#slopes);
    const slope = 1 - this.position * this.position;
    const feedback = weights[weights.length - 1] as number;
    for (let i = 0; i < weights.length; i += 1) {
      this.#slopes[i] = slope * ((this.#inputs[i] as number) + feedback * (this.#slopesBefore[i] as number));
    }
  }

  /** Climbs along the slope of what was earned, which holds by the position before and costs by the change. */
  #learn(gain: number, perPosition: number, perChange: number): void {
    const { decay, lr } = this.#rates;
    const climb = clip(this.ratio.slopeAt(gain), -LARGEST_SLOPE, LARGEST_SLOPE);
    this.lift = this.ratio.liftOf(gain);
    this.ratio.push(gain);
    if (climb === 0) return;
    for (let i = 0; i < this.weights.length; i += 1) {
      const before = this.#slopesBefore[i] as number;
      const slope = perPosition * before - perChange * ((this.#slopes[i] as number) - before);
      const weight = this.weights[i] as number;
      const next = weight + lr * climb * slope - decay * weight;
      if (Number.isFinite(next)) this.weights[i] = next;
    }
  }
}
