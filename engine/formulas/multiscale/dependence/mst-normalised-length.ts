import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { SortedWindow } from '../../../numerics/sorted-window.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { rollingCorrelations } from './marchenko-pastur-market-mode.ts';
import { PeerCovariance } from './peer-covariance.ts';
import { correlationDistances, minimumSpanningTree } from './spanning-tree.ts';

const EVERY = 10;
const FEWEST = 5;
const TOGETHER = 0.5;
const EXPOSED = 0.8;

/**
 * Mean length of the tree that connects the followed symbols, the first 20 at most, by their correlations:
 * near 0 all move as one, about 1.4 each for itself. Computed every ten bars; judged against the last
 * `history` bars once they are known. No value below five symbols. Warm after `window + 1` bars of all.
 */
export const mstNormalisedLength = defineFormula({
  id: 'F378',
  key: 'mst-normalised-length',
  title: 'Minimum-spanning-tree normalised length',
  family: 'multiscale',
  output: { unit: 'distance', min: 0, max: 2 },
  role: 'filter',
  source:
    "Mantegna, R. N., 'Hierarchical structure in financial markets', European Physical Journal B 11, 1999; Onnela, Chakraborti, Kaski & Kertesz 2003",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      window: { unit: 'bars', meaning: 'correlation sample' },
      history: { unit: 'bars', meaning: 'quantile history' },
      q: { unit: 'quantile', meaning: 'gate' },
    },
    definition: `
      Distances d_ij = sqrt(2*(1-rho_ij)); minimum spanning tree by Kruskal (ties by index); L = sum of
      its edges/(N-1). Small L = market moves as one. N < 5 -> null.
    `,
    update: 'Batch O(N^2 log N) every 10 bars.',
    signal:
      'filter: L below its q-quantile -> cross-sectional formulas (301-307) x0.5 and total exposure x0.8.',
    range: '[0,2]',
  },
  defaults: { window: 120, history: 365, q: 0.1 },
  input: 'step',
  reads: ['peers'],
  readings: {
    /** Of formulas that hold symbols against each other: a half while all move as one. */
    ...FILTER,
    /** What the exposure of the account is multiplied by. */
    exposureFactor: { unit: 'factor', min: EXPOSED, max: 1, neutral: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start({ history, q, window }) {
    const peers = new PeerCovariance(window);
    const lengths = new SortedWindow(Math.ceil(wholeNumber('a history', history) / EVERY));
    let barsLeft = 0;
    let length: number | undefined;
    const isOne = () => lengths.isFull && (length ?? Infinity) < lengths.quantile(q);

    return withReadings(
      (step) => {
        if (step.kind !== 'peers' || !peers.read(step.peers)) return noValue();
        if (peers.count()) {
          barsLeft = 0;
          length = undefined;
        }
        const { covariance } = peers;
        if (covariance === undefined || covariance.width < FEWEST) return noValue();
        if (barsLeft === 0) {
          const matrix = rollingCorrelations(covariance);
          length = matrix && minimumSpanningTree(correlationDistances(matrix)).meanLength;
          if (length !== undefined) lengths.push(length);
          barsLeft = EVERY;
        }
        barsLeft -= 1;
        return length ?? noValue();
      },
      {
        gate: () => (isOne() ? TOGETHER : 1),
        exposureFactor: () => (isOne() ? EXPOSED : 1),
      },
    );
  },
});
