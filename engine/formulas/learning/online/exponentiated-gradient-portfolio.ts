import { positive } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { defineFormula } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

/**
 * Weight of the asset above one half in a portfolio of asset and cash that leans towards what has just done
 * better. From -0.5 (all cash) to 0.5. Warm with the second bar.
 */
export const exponentiatedGradientPortfolio = defineFormula({
  id: 'F225',
  key: 'exponentiated-gradient-portfolio',
  title: 'Exponentiated-gradient portfolio (EG)',
  family: 'learning',
  output: { unit: 'weight minus uniform', min: -0.5, max: 0.5 },
  role: 'direction',
  source:
    "Helmbold, Schapire, Singer & Warmuth, 'On-Line Portfolio Selection Using Multiplicative Updates', Mathematical Finance 8(4), 1998",
  catalogue: {
    inputs: ['returns'],
    params: {
      eta: { unit: '1', meaning: 'learning rate' },
      assets: { fixed: ['asset', 'cash'], unit: 'list', meaning: 'cash has price relative 1' },
    },
    definition: `
      Price relatives x_t,i = C_t,i/C_{t-1,i} (simple gross), cash 1. b_1 = (1/n,...). b_{t+1,i} =
      b_t,i*exp(eta*x_t,i/(b_t.x_t)) / sum_j b_t,j*exp(eta*x_t,j/(b_t.x_t)). Value for the traded asset k:
      b_{t+1,k} - 1/n.
    `,
    update: 'O(n).',
    signal: 'signal = clip(n*value/(n-1),-1,1); confidence = |signal|. Also usable as capital weights.',
    range: '(-1/n, 1-1/n)',
  },
  defaults: { eta: 0.05 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: () => 2,

  start({ eta }) {
    positive('eta', eta);
    let before = NaN;
    let logOdds = 0;
    let excess = 0;
    const signal = () => clip(2 * excess, -1, 1);

    return withReadings(
      ({ close }) => {
        const relative = close / before;
        before = close;
        if (Number.isNaN(relative)) return undefined;
        const next = logOdds + eta * gradientOfOdds(relative, assetShare(logOdds));
        if (Number.isFinite(next)) logOdds = next;
        excess = assetShare(logOdds) - 0.5;
        return excess;
      },
      { signal, confidence: () => Math.abs(signal()) },
    );
  },
});

/**
 * How far one bar moves the log odds of asset against cash, per unit of the learning rate. Of two assets the
 * normalized product of exponentials is a sum of log odds, which cannot underflow.
 */
export function gradientOfOdds(relative: number, share: number): number {
  return (relative - 1) / (share * relative + 1 - share);
}

/** Share of the asset at these log odds. */
export function assetShare(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
