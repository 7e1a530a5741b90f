import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingShare } from '../../numerics/rolling-share.ts';
import { defineFormula } from '../formula.ts';
import { type Reading, withReadings } from '../readings.ts';
import { ObservedTick } from './observed-tick.ts';

const WARM_CHANGES = 100;

const CONFIDENCE_FACTOR: Reading = { unit: '1', min: 0, max: 1, neutral: 1 };

/**
 * How often the traded price goes on the way it went last against how often it turns back, halved, among the
 * last `window` changes. Below 1/2 it bounces between bid and ask, above it moves on. Never negative; no
 * value while it never turned. The tick is the smallest difference of traded prices seen. Warm after 100 changes.
 */
export const uncertaintyZonesEta = defineFormula({
  id: 'F253',
  key: 'uncertainty-zones-eta',
  title: 'Uncertainty-zones parameter eta and implicit spread',
  family: 'order-flow',
  output: { unit: '1', min: 0 },
  role: 'context',
  source:
    "Robert, C. Y. & Rosenbaum, M., 'A New Approach for the Dynamics of Ultra-High-Frequency Data: The Model with Uncertainty Zones', Journal of Financial Econometrics 9(2), 2011",
  catalogue: {
    inputs: ['trades'],
    params: {
      window: { unit: 'price changes', meaning: 'sample' },
      tick: { fixed: 0.01, unit: 'price', meaning: 'tick size of the symbol' },
    },
    definition: `
      Sequence of non-zero changes of the last traded price, in ticks (here changes of one tick; larger
      ones count once). N_c = number of continuations (change has the sign of the previous change), N_a =
      number of alternations. eta = N_c/(2*N_a); N_a = 0 -> null. eta < 1/2: bid-ask-bounce dominated
      (mean reverting at tick scale); implicit spread = 2*eta ticks. Warm-up 100 changes.
    `,
    update: 'O(1) per trade (ring buffer of flags).',
    signal: `
      context: confidence of tick-horizon momentum signals (ids 239-252) is multiplied by min(1,2*eta);
      implicit spread is an input of ids 255 and 283.
    `,
    range: '[0,inf)',
  },
  defaults: { window: 2000 },
  input: 'trade',
  readings: {
    /** The spread that the bouncing implies, in ticks and in quote units. */
    impliedSpreadTicks: { unit: 'ticks', min: 0 },
    impliedSpread: { unit: 'quote', min: 0 },
    /** What the confidence of momentum over a few ticks is multiplied by. */
    momentumFactor: CONFIDENCE_FACTOR,
  },
  warmUp: () => WARM_CHANGES + 1,

  start({ window }) {
    const tick = new ObservedTick(0);
    // Between two changes lies one pair.
    const continued = new RollingShare(wholeNumber('window', window, WARM_CHANGES) - 1);
    let priceBefore = NaN;
    let signBefore = 0;
    let eta: number | undefined;

    return withReadings(
      ({ price }) => {
        tick.pushPrice(price);
        const sign = Math.sign(price - priceBefore);
        priceBefore = price;
        if (sign !== 1 && sign !== -1) return eta;
        if (signBefore !== 0) continued.push(sign === signBefore);
        signBefore = sign;
        eta = continued.count >= WARM_CHANGES - 1 ? etaOf(continued.hits, continued.count) : undefined;
        return eta;
      },
      {
        impliedSpreadTicks: () => eta && 2 * eta,
        impliedSpread: () => eta && 2 * eta * tick.size,
        momentumFactor: () => Math.min(1, 2 * (eta ?? 0)),
      },
    );
  },
});

/** Of `continuations` among `pairs` of neighboring changes; none where all of them are. */
export function etaOf(continuations: number, pairs: number): number | undefined {
  return pairs > continuations ? continuations / (2 * (pairs - continuations)) : undefined;
}
