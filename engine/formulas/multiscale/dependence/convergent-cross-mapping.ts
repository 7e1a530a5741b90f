import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { leaderBar } from '../../leader-bar.ts';
import { withReadings } from '../../readings.ts';
import { type FitJob, withRefit } from '../../refit.ts';
import { crossMapSkill } from './cross-mapping.ts';

const LIBRARIES = [50, 100, 200, 400];
const LARGEST = 400;
const SKILLED_ABOVE = 0.3;
const CONVERGED_ABOVE = 0.1;
const DOUBTED = 0.6;

/**
 * How well the leader's volatility can be read off the own one: a correlation that is high, and higher the
 * more states are known, speaks for the leader driving the own symbol. The volatility of a bar is the log of
 * its high over its low. Computed every `refit` bars; no value without a leader. Warm after `400 + E` bars.
 */
export const convergentCrossMapping = defineFormula({
  id: 'F379',
  key: 'convergent-cross-mapping',
  title: 'Convergent cross mapping skill',
  family: 'multiscale',
  output: { unit: 'correlation', min: -1, max: 1 },
  role: 'context',
  source: "Sugihara, G. et al., 'Detecting Causality in Complex Ecosystems', Science 338, 2012",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      E: { unit: '1', meaning: 'embedding dimension' },
      libs: { fixed: [50, 100, 200, 400], unit: 'points', meaning: 'library lengths (nested, oldest first)' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      Does x drive y? Embed y: (y_{t-E+1},...,y_t). For library length L (first L points) predict x_t from
      the E+1 nearest neighbours of the y-vector within the library, the point itself excluded, weights
      exp(-d/d1), d1 floored at 1e-12; skill rho(L) = Pearson correlation of predictions and x.
      Convergence = rho(Lmax) - rho(Lmin). Causal if rho(Lmax) > 0.3 and convergence > 0.1. Series:
      log-volatility proxies ln(high/low).
    `,
    update: 'Batch O(Lmax^2*E) every refit bars.',
    signal: 'context: validates the leader used by ids 346, 370, 372; not causal -> their confidence x0.6.',
    range: '[-1,1]',
  },
  defaults: { E: 3, refit: 100 },
  input: 'step',
  reads: ['peers'],
  readings: {
    /** Skill with 400 states less that with 50. */
    convergence: { unit: 'correlation', min: -2, max: 2 },
    /** What formulas that follow the leader multiply their confidence by. */
    leaderFactor: { unit: 'factor', min: DOUBTED, max: 1, neutral: 1 },
  },
  warmUp: ({ E }) => LARGEST + E,
  fit: ({ data, params }: FitJob) => librarySkills(data, params['E'] ?? 1, LIBRARIES),

  start(params) {
    const length = LARGEST + wholeNumber('E', params.E) - 1;
    const every = wholeNumber('a refit interval', params.refit);
    const own = new RecentValues(length);
    const leader = new RecentValues(length);
    let barsLeft = 0;
    let skills: readonly number[] | undefined;
    const skill = () => skills?.at(-1) ?? NaN;
    const convergence = () => skill() - (skills?.[0] ?? NaN);

    return withRefit(
      withReadings(
        (step) => {
          if (step.kind !== 'peers') return noValue();
          const leading = leaderBar(step.peers);
          const bar = step.peers.bars[0];
          if (leading === undefined || bar === undefined) return noValue();
          own.push(Math.log(bar.high / bar.low));
          leader.push(Math.log(leading.high / leading.low));
          barsLeft -= 1;
          return skills === undefined ? noValue() : skill();
        },
        {
          convergence,
          leaderFactor: () => (skill() > SKILLED_ABOVE && convergence() > CONVERGED_ABOVE ? 1 : DOUBTED),
        },
      ),
      {
        due: () => {
          if (!own.isFull || barsLeft > 0) return undefined;
          barsLeft = every;
          return { params, data: { own: own.toArray(), leader: leader.toArray() } };
        },
        accept: (model) => {
          skills = [...model];
        },
      },
    );
  },
});

/** Skill with each library, smallest first. */
function librarySkills(data: FitJob['data'], dimension: number, libraries: readonly number[]): number[] {
  const { leader = new Float64Array(), own = new Float64Array() } = data;
  return libraries.map((library) => crossMapSkill(leader, own, { dimension, library }));
}
