import { BarVolatility } from '../../../numerics/bar-volatility.ts';
import { clip } from '../../../numerics/clip.ts';
import { skillOf } from '../../../numerics/hit-rate-skill.ts';
import { heldLogistic, heldProbability } from '../../../numerics/held-logistic.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { withRefit } from '../../refit.ts';
import type { Opinions } from '../../step-contents.ts';
import { risenOrFallen } from '../protocol/labels.ts';
import { asProbability } from '../protocol/output-map.ts';
import { PendingInputs } from '../protocol/pending-inputs.ts';
import { SampleStore } from '../protocol/sample-store.ts';
import { fitWalkForward, withoutSettings } from '../protocol/walk-forward-fit.ts';

/** Numbers of the formulas whose probabilities are put together. */
export const BASE_LEARNERS: readonly number[] = [61, 68, 69, 77, 79, 80, 86, 87];
const EVEN = 1 / BASE_LEARNERS.length;
const SUREST = 0.99;
/** Bars until a volatility is known. */
const FIRST = 21;

/**
 * Probability of a rise over the next `H` bars by all that other learners say, each with a weight that was
 * learned from what they had said before. Warm with the first opinions after the first fit; each bar is
 * followed by the opinions at its close.
 */
export const stackedGeneralization = defineFormula({
  id: 'F78',
  key: 'stacked-generalization',
  title: 'Stacked generalisation of the learners',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    "Wolpert, D. H., 'Stacked Generalization', Neural Networks, 1992; non-negativity: Breiman, L., 'Stacked Regressions', Machine Learning, 1996",
  catalogue: {
    inputs: ['external'],
    params: {
      N: { unit: 'samples', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      l2: { unit: '1', meaning: 'ridge on the log-odds weights' },
      H: { unit: 'bars', meaning: 'label horizon' },
    },
    definition: `
      External: out-of-time probabilities p_j,t of the base learners 61, 68, 69, 77, 79, 80, 86, 87 (each
      as published at bar t, so never fitted on the label of t; a learner in warm-up gives 0.5). Inputs
      q_j=ln(p_j/(1-p_j)) with p clipped to [0.01,0.99]. Level-1 model: logistic regression on q with
      non-negative weights w_j>=0 and intercept b, minimising sum logloss+0.5*l2*sum (w_j-1/8)^2 over the
      last N labelled samples (rule WF(N,k,H)); strictly convex, so the minimiser is unique: any solver
      (for example cyclic coordinate Newton with weights below 0 set to 0) until the projected gradient
      norm < 1e-6*N. p=sigma(b+sum w_j q_j). Value p.
    `,
    update: 'Refit O(N*9^2*25) every k bars; O(8) per bar.',
    signal: 'signal = 2p-1; confidence = SKILL*|2p-1|.',
    range: '(0,1)',
  },
  defaults: { N: 1500, k: 100, l2: 1, H: 5 },
  input: 'step',
  reads: ['bar', 'opinions'],
  readings: DIRECTION,
  // Each bar and the opinions at its close are two inputs.
  warmUp: ({ H, N }) => 2 * (FIRST + H + Math.ceil(N / 2)),
  fit: (job) => {
    const ridge = job.params['l2'] ?? 0;
    const fit = withoutSettings((samples) => {
      const weights = heldLogistic(samples, { ridge, center: EVEN, least: 0 });
      return weights && [...weights];
    }, openStack);
    return fitWalkForward(job, fit, asProbability);
  },

  start(params) {
    const said = new Float64Array(BASE_LEARNERS.length);
    const pending = new PendingInputs(params.H, said.length, risenOrFallen);
    const store = new SampleStore(params, said.length);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let model: ReturnType<typeof openStack> | undefined;
    let skill = 0;
    let value: number | undefined;
    let bar = 0;
    // The opinions of a bar are those that come first after its close.
    let open: Float64Array | undefined;

    const closeBar = (close: number): void => {
      bar += 1;
      const move = returns.next(close);
      if (Number.isFinite(move)) volatility.push(move);
      open = pending.add(close, volatility.value);
      // A bar without opinions counts as one at which nobody knew anything.
      open.fill(0);
      const known = pending.label;
      if (!Number.isNaN(known)) store.add(pending.inputs, known, bar - params.H);
      store.endBar();
    };
    const hear = (opinions: Opinions): void => {
      if (!writeLogOdds(opinions, said)) return;
      open?.set(said);
      open = undefined;
      value = model?.predict(said);
    };
    const step = (input: MarketStep): number | undefined => {
      if (input.kind === 'bar') closeBar(input.bar.close);
      if (input.kind === 'opinions') hear(input.opinions);
      return value;
    };
    const readings = {
      signal: () => asProbability.signal(value ?? 0),
      confidence: () => skill * asProbability.strength(value ?? 0),
    };
    return withRefit(withReadings(step, readings), {
      due: () => store.takeJob(),
      accept([hitRate = 0, ...weights]) {
        skill = skillOf(hitRate);
        model = openStack(Float64Array.from(weights));
      },
    });
  },
});

function openStack(weights: Readonly<Float64Array>) {
  return { predict: (logOdds: Readonly<Float64Array>) => heldProbability(weights, logOdds) };
}

/** Log odds of a probability, none surer than 0.99. */
export function logOddsOf(probability: number): number {
  const bounded = clip(probability, 1 - SUREST, SUREST);
  return Math.log(bounded / (1 - bounded));
}

/** Writes the log odds of each base learner, 0 for one that is silent; whether one of them is among those asked. */
function writeLogOdds({ ids, isReady, values }: Opinions, target: Float64Array): boolean {
  let isAsked = false;
  for (let j = 0; j < BASE_LEARNERS.length; j += 1) {
    const place = ids.indexOf(BASE_LEARNERS[j] as number);
    isAsked ||= place >= 0;
    target[j] = place >= 0 && isReady[place] === 1 ? logOddsOf(values[place] as number) : 0;
  }
  return isAsked;
}
