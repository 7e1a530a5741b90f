import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { squareRows } from '../../../numerics/square-rows.ts';
import { JacobiRotations, type SymmetricEigen } from '../../../numerics/symmetric-eigen.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { SIZE, withReadings } from '../../readings.ts';
import { PeerCovariance } from './peer-covariance.ts';

const CROWDED_BELOW = 1.2;
const CROWDED = 0.5;

/**
 * How many independent bets the positions amount to, of as many as there are symbols: 1 where all moves of
 * the account come from one. All of them while nothing is held. The first 20 followed symbols count. Warm
 * after `window + 1` bars of all.
 */
export const effectiveNumberOfBets = defineFormula({
  id: 'F374',
  key: 'effective-number-of-bets',
  title: 'Effective number of bets (entropy of principal bets)',
  family: 'multiscale',
  output: { unit: 'bets', min: 1 },
  role: 'size',
  source: "Meucci, A., 'Managing Diversification', Risk 22(5), 2009",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      window: { unit: 'bars', meaning: 'covariance sample' },
      target: { unit: 'bets', meaning: 'number below which exposure is cut' },
      refit: { unit: 'bars', meaning: 'eigen-decomposition period' },
    },
    definition: `
      Positions w (signed notional of all symbols and strategies), covariance S (ddof 1) with eigenvectors
      E and eigenvalues l. Principal exposures v = E'w; contributions p_i = v_i^2*l_i/(w'Sw). Effective
      number of bets = exp(-sum p_i ln p_i) (0 ln 0 = 0), between 1 and n. w'Sw < 1e-16 -> n.
    `,
    update: 'Jacobi eigenvalues O(n^3) every refit bars, n <= 20; O(n^2) per change of positions.',
    signal: 'size: total exposure x min(1, enb/target); a new position that lowers enb below 1.2 is halved.',
    range: '[1,n]',
  },
  defaults: { window: 250, target: 2.5, refit: 5 },
  input: 'step',
  reads: ['peers', 'holdings'],
  readings: {
    ...SIZE,
    /** What the size of a new position is multiplied by: a half where there is hardly more than one bet. */
    entryScale: { unit: 'scale', min: CROWDED, max: 1, neutral: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start({ refit, target, window }) {
    const wanted = positive('a target', target);
    const every = wholeNumber('a refit interval', refit);
    const peers = new PeerCovariance(window);
    const notionals: number[] = [];
    const eigen = new JacobiRotations();
    let room = newRoom(0);
    let isKnown = false;
    let barsLeft = 0;
    let bets = 1;

    return withReadings(
      (step) => {
        if (step.kind === 'holdings') {
          copyList(step.holdings.notionals, notionals);
        } else {
          if (step.kind !== 'peers' || !peers.read(step.peers)) return noValue();
          if (peers.count()) barsLeft = 0;
          barsLeft -= 1;
          if (barsLeft < 0) isKnown = false;
        }
        const { covariance } = peers;
        if (covariance === undefined) return noValue();
        // Without positions nobody asks for the directions, which are the expensive part.
        if (!notionals.some((each) => each !== 0)) {
          bets = covariance.width;
          return bets;
        }
        if (room.shares.length !== covariance.width) room = newRoom(covariance.width);
        if (!isKnown) {
          covariance.copyMatrixTo(room.matrix);
          eigen.solve(room.matrix);
          isKnown = true;
          barsLeft = every - 1;
        }
        bets = effectiveBets(eigen, notionals, room.shares);
        return bets;
      },
      {
        scale: () => Math.min(1, bets / wanted),
        entryScale: () => (bets < CROWDED_BELOW ? CROWDED : 1),
      },
    );
  },
});

/** What is written again and again for so many symbols. */
const newRoom = (symbols: number) => ({
  matrix: squareRows(symbols),
  shares: new Float64Array(symbols),
});

function copyList(from: readonly number[], to: number[]): void {
  to.length = from.length;
  for (let i = 0; i < from.length; i += 1) to[i] = from[i] as number;
}

/**
 * Share of the variance of positions that each principal direction has, written into `shares`; undefined where there
 * is none.
 */
export function varianceShares(
  { values, vectors }: SymmetricEigen,
  positions: readonly number[],
  shares: Float64Array = new Float64Array(vectors.length),
): Float64Array | undefined {
  let total = 0;
  for (let i = 0; i < shares.length; i += 1) {
    const vector = vectors[i] as ArrayLike<number>;
    let exposure = 0;
    for (let j = 0; j < vector.length; j += 1) exposure += (vector[j] as number) * (positions[j] ?? 0);
    shares[i] = exposure * exposure * Math.max(0, values[i] as number);
    total += shares[i] as number;
  }
  if (total < 1e-16) return undefined;
  for (let i = 0; i < shares.length; i += 1) shares[i] = (shares[i] as number) / total;
  return shares;
}

/** Exponential of the entropy of {@link varianceShares}: 1 to the number of directions. */
export function effectiveBets(
  eigen: SymmetricEigen,
  positions: readonly number[],
  target?: Float64Array,
): number {
  const shares = varianceShares(eigen, positions, target);
  if (shares === undefined) return eigen.values.length;
  let entropy = 0;
  for (let i = 0; i < shares.length; i += 1) {
    const share = shares[i] as number;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return Math.max(1, Math.exp(entropy));
}
