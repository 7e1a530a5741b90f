import { clip } from '../../../numerics/clip.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { defineFormula } from '../../formula.ts';
import type { Reading } from '../../readings.ts';
import { scaledMove } from '../protocol/labels.ts';
import type { LearnerInputs } from '../protocol/learner-inputs.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { scaledForecast } from '../protocol/output-map.ts';

const QUIET_BARS = 300;
const EXPERTS = 3;
const GATE_INPUTS = 6;
const START_SCALE = 0.2;
const LARGEST = 5;

const WEIGHT: Reading = { unit: 'share', min: 0, max: 1 };

/** Momentum, reversion and flow say their opinion; the gate sees volatility, volume, memory and the hour. */
const opinionsAndGate: LearnerInputs = {
  width: EXPERTS + GATE_INPUTS,
  write: (x, target) => {
    target[0] = Math.tanh(x[1] as number);
    target[1] = -Math.tanh(x[4] as number);
    target[2] = Math.tanh(2 * (x[8] as number) + 2 * (x[9] as number));
    target[3] = 1;
    target[4] = x[3] as number;
    target[5] = x[6] as number;
    target[6] = x[11] as number;
    target[7] = x[12] as number;
    target[8] = x[13] as number;
  },
};

/**
 * Forecast of the move over the next `H` bars in units of its usual size, by three opinions (momentum,
 * reversion, flow) of which a gate believes at each moment the one that is usually right at such moments.
 * Warm 300 bars after the first label.
 */
export const mixtureOfExpertsGate = defineFormula({
  id: 'F70',
  key: 'mixture-of-experts-gate',
  title: 'Mixture of experts with a softmax gate',
  family: 'learning',
  output: { unit: 'LABR units' },
  role: 'direction',
  source:
    "Jacobs, R. A., Jordan, M. I., Nowlan, S. J. and Hinton, G. E., 'Adaptive Mixtures of Local Experts', Neural Computation, 1991",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      H: { unit: 'bars', meaning: 'label horizon' },
      eta: { unit: '1', meaning: 'learning rate' },
    },
    definition: `
      Experts at bar t: e1=tanh(x2) (momentum), e2=-tanh(x5) (reversion), e3=tanh(2*x9+2*x10) (flow), each
      with a scale theta_k (start 0.2). Gate input u=(1,x4,x7,x12,x13,x14), g=softmax(V u), V=0 (3x6).
      Forecast f=sum g_k*theta_k*e_k of the target LABR(H). Rule ONLINE(H): for a labelled sample h_k
      proportional to g_k*exp(-0.5*(z-theta_k e_k)^2); V_k += eta*(h_k-g_k)*u; theta_k +=
      eta*h_k*(z-theta_k e_k)*e_k; V is clipped to [-5,5]. Value f. Warm-up 61+H+300 bars.
    `,
    update: 'O(20) per bar.',
    signal: `
      signal = tanh(2f); confidence = SKILL*min(1,2|f|). The weights g tell the user which style is in
      charge.
    `,
    range: '(-inf,inf)',
  },
  defaults: { H: 5, eta: 0.01 },
  ...learnsDirection,
  readings: {
    ...learnsDirection.readings,
    /** How much the gate listens to the opinion that moves go on. */
    momentumWeight: WEIGHT,
    /** How much it listens to the opinion that prices return to their mean. */
    reversionWeight: WEIGHT,
    /** How much it listens to the side of buyers, in trades and in the book. */
    flowWeight: WEIGHT,
  },
  warmUp: ({ H }) => onlineWarmUp(H, QUIET_BARS),

  start({ H, eta }) {
    const mixture = new ExpertMixture(EXPERTS, GATE_INPUTS, eta, START_SCALE);
    const opinions = new Float64Array(EXPERTS);
    const situation = new Float64Array(GATE_INPUTS);
    const take = (x: Readonly<Float64Array>): void => {
      for (let i = 0; i < EXPERTS; i += 1) opinions[i] = x[i] as number;
      for (let i = 0; i < GATE_INPUTS; i += 1) situation[i] = x[EXPERTS + i] as number;
    };
    const learner = {
      learn(x: Readonly<Float64Array>, label: number): void {
        take(x);
        mixture.learn(opinions, situation, label);
      },
      predict(x: Readonly<Float64Array>): number {
        take(x);
        return mixture.predict(opinions, situation);
      },
    };
    return startOnline(learner, {
      H,
      label: scaledMove,
      output: scaledForecast(2),
      quietBars: QUIET_BARS,
      inputs: opinionsAndGate,
      further: () => ({
        momentumWeight: () => mixture.weights[0],
        reversionWeight: () => mixture.weights[1],
        flowWeight: () => mixture.weights[2],
      }),
    });
  },
});

/** Opinions with a scale for each, and a gate that learns when to listen to which. */
export class ExpertMixture {
  /** Weights of the last forecast or lesson, of sum 1. */
  readonly weights: Float64Array;
  readonly scales: Float64Array;
  /** One row of gate weights for each opinion. */
  readonly gates: readonly Float64Array[];
  /** Weights of the last lesson in hindsight. */
  readonly shares: Float64Array;
  readonly #rate: number;

  constructor(experts: number, gateInputs: number, ...[rate, scale]: [rate: number, scale: number]) {
    this.weights = new Float64Array(experts);
    this.shares = new Float64Array(experts);
    this.scales = new Float64Array(experts).fill(scale);
    this.gates = Array.from({ length: experts }, () => new Float64Array(gateInputs));
    this.#rate = rate;
  }

  predict(opinions: Readonly<Float64Array>, situation: Readonly<Float64Array>): number {
    const { gates, scales, weights } = this;
    let sum = 0;
    for (let k = 0; k < weights.length; k += 1) {
      weights[k] = Math.exp(dotProduct(gates[k] as Float64Array, situation));
      sum += weights[k] as number;
    }
    let forecast = 0;
    for (let k = 0; k < weights.length; k += 1) {
      weights[k] = (weights[k] as number) / sum;
      forecast += (weights[k] as number) * (scales[k] as number) * (opinions[k] as number);
    }
    return forecast;
  }

  learn(opinions: Readonly<Float64Array>, situation: Readonly<Float64Array>, label: number): void {
    const { scales, shares, weights } = this;
    this.predict(opinions, situation);
    let sum = 0;
    for (let k = 0; k < weights.length; k += 1) {
      const error = label - (scales[k] as number) * (opinions[k] as number);
      shares[k] = (weights[k] as number) * Math.exp(-0.5 * error * error);
      sum += shares[k] as number;
    }
    // An error so large that no opinion explains it teaches nothing about whom to believe.
    if (!(sum > 0)) return;
    for (let k = 0; k < weights.length; k += 1) {
      shares[k] = (shares[k] as number) / sum;
      this.#moveGate(k, situation);
      const error = label - (scales[k] as number) * (opinions[k] as number);
      scales[k] =
        (scales[k] as number) + this.#rate * (shares[k] as number) * error * (opinions[k] as number);
    }
  }

  #moveGate(k: number, situation: Readonly<Float64Array>): void {
    const gate = this.gates[k] as Float64Array;
    const step = this.#rate * ((this.shares[k] as number) - (this.weights[k] as number));
    for (let j = 0; j < gate.length; j += 1) {
      gate[j] = clip((gate[j] as number) + step * (situation[j] as number), -LARGEST, LARGEST);
    }
  }
}
