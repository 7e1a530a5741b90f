import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingAutocorrelation } from '../../numerics/rolling-autocorrelation.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { TakerOrders } from './taker-orders.ts';

/**
 * Sign expected of the next taker order: orders come in long runs of one side, because large ones are worked
 * off in slices, and the memory is that of fractional noise with the lag-1 autocorrelation of the last
 * `window` signs. From -1 (surely a sell) to +1. Prints of one millisecond and side are one order; its sign
 * counts with its first print. Warm after `L` orders; stays between them.
 */
export const orderSignLongMemory = defineFormula({
  id: 'F342',
  key: 'order-sign-long-memory',
  title: 'Long-memory order-sign predictor',
  family: 'microstructure',
  output: { unit: 'expected sign', min: -1, max: 1 },
  role: 'direction',
  source:
    "Lillo, F. & Farmer, J. D., 'The Long Memory of the Efficient Market', Studies in Nonlinear Dynamics & Econometrics 8(3), 2004; FARIMA: Granger & Joyeux 1980",
  catalogue: {
    inputs: ['trades'],
    params: {
      window: { unit: 'trades', meaning: 'autocorrelation sample' },
      L: { unit: 'lags', meaning: 'filter length' },
      max_d: { unit: '1', meaning: 'cap on d' },
    },
    definition: `
      eps_n = aggressor side of market orders (consecutive fills of one aggressive order, i.e. same side
      and same millisecond, are merged). rho1 = lag-1 autocorrelation over the window. Fractional noise
      FARIMA(0,d,0): d = rho1/(1+rho1), clipped to [0,max_d]. Predictor of the next sign: eps_hat =
      sum_{l=1..L} a_l*eps_{n+1-l}, a_1 = d, a_l = a_{l-1}*(l-1-d)/l. Value eps_hat in [-1,1]; P(next buy)
      = (1+eps_hat)/2.
    `,
    update: 'O(L) per market order (or O(log L) with a mixture of exponentials as id 341).',
    signal: 'signal = clip(2*value,-1,1); confidence = |value|.',
    range: '[-1,1]',
  },
  defaults: { window: 5000, L: 200, max_d: 0.45 },
  input: 'trade',
  readings: {
    ...DIRECTION,
    /** Probability that the next order buys. */
    buyProbability: { unit: 'probability', min: 0, max: 1 },
    /** The memory: 0 none, 0.5 where it would never end. */
    memory: { unit: '1', min: 0, max: 0.5 },
  },
  warmUp: ({ L }) => L,

  start({ L, max_d, window }) {
    const correlation = new RollingAutocorrelation(window, 1);
    const signs = new RecentValues(wholeNumber('L', L, 2));
    const orders = new TakerOrders();
    let memory = 0;
    let expected: number | undefined;

    return withReadings(
      (print) => {
        if (!orders.push(print)) return expected;
        signs.push(orders.runningSign);
        correlation.push(orders.runningSign);
        if (!signs.isFull) return undefined;
        memory = memoryOf(correlation.correlations()[1] as number, max_d);
        expected = clip(expectedSign(memory, signs), -1, 1);
        return expected;
      },
      {
        signal: () => clip(2 * (expected ?? 0), -1, 1),
        confidence: () => Math.abs(expected ?? 0),
        buyProbability: () => (1 + (expected ?? 0)) / 2,
        memory: () => memory,
      },
    );
  },
});

/** Order of integration of fractional noise with this autocorrelation at lag 1, from 0 to `most`. */
export function memoryOf(correlation: number, most: number): number {
  return clip(correlation / (1 + correlation), 0, most);
}

/** What fractional noise of order `d` is expected to be next, of the signs held. */
export function expectedSign(d: number, signs: RecentValues): number {
  let weight = d;
  let sum = 0;
  for (let lag = 1; lag <= signs.count; lag += 1) {
    if (lag > 1) weight *= (lag - 1 - d) / lag;
    sum += weight * signs.at(lag - 1);
  }
  return sum;
}
