import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * Which side the variance came from: +1 all of it from rises, -1 all of it from falls, 0 where nothing
 * moved. Warm after `n + N / 4` returns.
 */
export const signedSemivarianceJump = defineFormula({
  id: 'F164',
  key: 'signed-semivariance-jump',
  title: 'Signed jump variation (realised semivariances)',
  family: 'volatility',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Barndorff-Nielsen, O. E., Kinnebrock, S. and Shephard, N., 'Measuring downside risk - realised semivariance', 2010; Patton, A. J. and Sheppard, K., Review of Economics and Statistics, 2015",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      N: { unit: 'bars', meaning: 'normalising window' },
    },
    definition: `
      RS+ = sum of r^2 over r>0, RS- = sum over r<0 in W_n. Value D=(RS+ - RS-)/(RS+ + RS-), 0 if den=0. z
      = D divided by the root mean square of D over the last N bars. Warm-up n+N/4.
    `,
    update: 'O(1).',
    signal: `
      signal = tanh(z/2) (good volatility precedes calmer, bad volatility more troubled markets);
      confidence = min(1,|z|/3)*0.7.
    `,
    range: '[-1,1]',
  },
  defaults: { n: 96, N: 960 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The value against its root mean square of the last `N` bars. */
    z: { unit: 'z-score' },
  },
  warmUp: ({ N, n }) => n + Math.ceil(N / 4) + 1,

  start({ N, n }) {
    const ups = new RollingSum(n);
    const downs = new RollingSum(n);
    const squares = new RollingMoments(wholeNumber('N', N, 4));
    const returns = new CloseReturns();
    const first = Math.ceil(N / 4) + 1;
    let z = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const square = logReturn * logReturn;
        const up = ups.push(logReturn > 0 ? square : 0);
        const down = downs.push(logReturn < 0 ? square : 0);
        if (up === undefined || down === undefined) return undefined;
        const difference = signedShare(Math.max(0, up), Math.max(0, down));
        squares.push(difference * difference);
        if (squares.count < first) return undefined;
        const typical = Math.sqrt(squares.mean);
        z = typical > 0 ? difference / typical : 0;
        return difference;
      },
      {
        signal: () => Math.tanh(z / 2),
        confidence: () => 0.7 * Math.min(1, Math.abs(z) / 3),
        z: () => z,
      },
    );
  },
});

/** Difference of two amounts as a share of both; 0 where there is nothing. */
export function signedShare(up: number, down: number): number {
  const both = up + down;
  return both > 1e-300 ? (up - down) / both : 0;
}
