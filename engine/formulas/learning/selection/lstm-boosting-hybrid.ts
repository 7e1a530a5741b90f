import { defineFormula, type MarketStep } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import type { Opinions } from '../../step-contents.ts';

const LSTM = 87;
const BOOSTED_TREES = 80;
/** Agreement where one of the two says nothing. */
const ALONE = 0.5;

/**
 * Probability of a rise that the recurrent network and the boosted trees give together, believed as far as the
 * two agree. Known with the first opinion of one of them.
 */
export const lstmBoostingHybrid = defineFormula({
  id: 'F88',
  key: 'lstm-boosting-hybrid',
  title: 'LSTM and boosted-tree hybrid',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'direction',
  source:
    "Idea of source document 002; combination of forecasts: Bates, J. M. and Granger, C. W. J., 'The Combination of Forecasts', Operational Research Quarterly, 1969",
  catalogue: {
    inputs: ['external'],
    params: {
      wl: { unit: '1', meaning: 'weight of the LSTM (source document 002)' },
      wx: { unit: '1', meaning: 'weight of the boosted trees' },
      band: { unit: 'probability', meaning: 'dead band around 0.5' },
    },
    definition: `
      External: p_L of formula 87 and p_X of formula 80 at the same bar. p=wl*p_L+wx*p_X. Agreement
      a=1-2*|p_L-p_X|, floored at 0. If one is null the other is used alone with a=0.5; both null: null.
      Value p.
    `,
    update: 'O(1) per bar.',
    signal: 'signal = 0 if |p-0.5|<band, else 2p-1; confidence = a*|2p-1|*max(SKILL_87,SKILL_80).',
    range: '(0,1)',
  },
  defaults: { wl: 0.7, wx: 0.3, band: 0.05 },
  input: 'step',
  reads: ['opinions'],
  readings: {
    ...DIRECTION,
    /** How far the two agree, 1 where they say the same. */
    agreement: { unit: '1', min: 0, max: 1 },
  },
  warmUp: () => 1,

  start({ band, wl, wx }) {
    const network = new HeardProbability(LSTM);
    const trees = new HeardProbability(BOOSTED_TREES);
    let blend: Blend | undefined;

    const step = (input: MarketStep): number | undefined => {
      if (input.kind !== 'opinions') return blend?.probability;
      const isAbout = [network.hear(input.opinions), trees.hear(input.opinions)].includes(true);
      // Other groups of formulas speak too; they leave what is known as it is.
      if (isAbout) blend = blended(network.value, trees.value, { wl, wx });
      return blend?.probability;
    };
    const lean = () => 2 * (blend?.probability ?? 0.5) - 1;
    return withReadings(step, {
      signal: () => (Math.abs(lean()) < 2 * band ? 0 : lean()),
      confidence: () => (blend?.agreement ?? 0) * Math.abs(lean()) * Math.max(network.skill, trees.skill),
      agreement: () => blend?.agreement,
    });
  },
});

/** Two probabilities in one, and how far they agree. */
export interface Blend {
  readonly probability: number;
  readonly agreement: number;
}

/** The weighted mean of two probabilities; one alone where the other is missing; undefined of none. */
export function blended(
  network: number | undefined,
  trees: number | undefined,
  { wl, wx }: { readonly wl: number; readonly wx: number },
): Blend | undefined {
  if (network === undefined || trees === undefined) {
    const probability = network ?? trees;
    return probability === undefined ? undefined : { probability, agreement: ALONE };
  }
  return {
    probability: wl * network + wx * trees,
    agreement: Math.max(0, 1 - 2 * Math.abs(network - trees)),
  };
}

/** What one formula that tells a probability said last. Its skill is what its confidence makes of its lean. */
class HeardProbability {
  readonly #formula: number;
  value: number | undefined;
  skill = 0;

  constructor(formula: number) {
    this.#formula = formula;
  }

  /** Whether the opinions are of a group the formula belongs to. */
  hear({ confidences, ids, isReady, values }: Opinions): boolean {
    const place = ids.indexOf(this.#formula);
    if (place < 0) return false;
    const value = values[place] as number;
    this.value = isReady[place] === 1 && Number.isFinite(value) ? value : undefined;
    if (this.value === undefined) this.skill = 0;
    else if (this.value !== 0.5) {
      this.skill = Math.min(1, (confidences[place] as number) / Math.abs(2 * this.value - 1));
    }
    return true;
  }
}
