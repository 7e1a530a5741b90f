import { notNegative, positive } from '../../../numerics/checked-numbers.ts';
import { defineFormula } from '../../formula.ts';
import { withReadings } from '../../readings.ts';
import { VenueMids } from './venue-mids.ts';

/**
 * The dearest of the mid prices of the coin at all followed venues over the cheapest; 1 where all agree. Our
 * own venue counts as one, each other contract on the coin as one more. Prices are compared as quoted, so
 * venues are to be followed in one quote currency, for which coins that stand for dollars count as dollars. A
 * price counts for `max_age` seconds. Warm with two venues; no value while fewer are fresh.
 */
export const arbitrageIndex = defineFormula({
  id: 'F261',
  key: 'arbitrage-index',
  title: 'Cross-exchange arbitrage index',
  family: 'bitcoin',
  output: { unit: 'ratio', min: 1 },
  role: 'context',
  source:
    "Makarov, I. & Schoar, A., 'Trading and arbitrage in cryptocurrency markets', Journal of Financial Economics 135(2), 2020",
  catalogue: {
    inputs: ['external'],
    params: {
      max_age: { unit: 's', meaning: 'freshness of venue prices' },
      fee_round: { unit: 'fraction', meaning: 'two taker fees' },
    },
    definition: `
      External: last mid p_j of each venue j in one quote currency (convert with the FX mid if needed),
      age <= max_age. Index A = max_j p_j / min_j p_j (>= 1). Net = ln A - fee_round. Also the target
      venue's premium pi = ln(p_target/median_j p_j). Fewer than 2 venues -> null.
    `,
    update: 'O(venues).',
    signal: `
      context/cost: if Net > 0 the cheap venue is preferred for buys and the dear for sells; pi feeds id
      257 as basis.
    `,
    range: '[1,inf)',
  },
  defaults: { max_age: 5, fee_round: 0.001 },
  input: 'step',
  reads: ['quote', 'peer-quote'],
  keepsOverGaps: true,
  readings: {
    /** What a round between the cheapest and the dearest leaves after fees, as a log; above zero it pays. */
    net: { unit: 'log' },
    /** Log of our own price over the median of all; none while ours is not fresh. */
    premium: { unit: 'log' },
    /** Places of the venues to buy and to sell at, in the order in which they are followed; ours is 0. */
    cheapest: { unit: 'place', min: 0 },
    dearest: { unit: 'place', min: 0 },
  },
  warmUp: () => 2,

  start({ fee_round: fee, max_age: maxAge }) {
    const maxAgeMs = 1000 * positive('max_age', maxAge);
    notNegative('fee_round', fee);
    const mids = new VenueMids(maxAgeMs);
    let value: number | undefined;

    return withReadings(
      (step) => {
        if (step.kind === 'quote') mids.take(step.time, 0, (step.quote.bid + step.quote.ask) / 2);
        if (step.kind === 'peer-quote' && step.quote.isSameCoin) {
          const { place, quote } = step.quote;
          mids.take(step.time, place, (quote.bid + quote.ask) / 2);
        }
        return (value = mids.compare(step.time));
      },
      {
        net: () => Math.log(value ?? NaN) - fee,
        premium: () => mids.premium(),
        cheapest: () => mids.cheapest,
        dearest: () => mids.dearest,
      },
    );
  },
});
