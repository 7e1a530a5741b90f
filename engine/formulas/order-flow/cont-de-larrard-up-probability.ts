import { clip } from '../../numerics/clip.ts';
import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { queueRaceTable } from './queue-race.ts';

/** Trades of which the median is the unit where none is given. */
const UNIT_TRADES = 1000;

/**
 * Probability that the queue at the best ask is emptied before that at the best bid, where orders arrive and
 * leave at equal rates: the more of them bid, the sooner the price goes up. Queues count in units of `unit`
 * base, and with 0 of the median size of the last 1000 trades, up to `max_q` of them. Warm with the first
 * quote, or with the first trade where the unit comes from trades.
 */
export const contDeLarrardUpProbability = defineFormula({
  id: 'F243',
  key: 'cont-de-larrard-up-probability',
  title: 'Cont-de Larrard Markovian order-book up probability',
  family: 'order-flow',
  output: { unit: 'probability the ask queue empties first', min: 0, max: 1 },
  role: 'direction',
  source:
    "Cont, R. & de Larrard, A., 'Price Dynamics in a Markovian Limit Order Market', SIAM Journal on Financial Mathematics 4(1), 2013",
  catalogue: {
    inputs: ['book', 'trades'],
    params: {
      unit: { unit: 'base units', meaning: 'order size unit; 0 = median trade size of the last 1000 trades' },
      max_q: { unit: 'orders', meaning: 'queue cap in units' },
      table: { fixed: true, unit: 'bool', meaning: 'precompute the table once' },
    },
    definition: `
      n = ceil(Qb/unit), p = ceil(Qa/unit), both clipped to [1,max_q]. For balanced flow (limit rate =
      market + cancel rate): p_up(n,p) = (1/pi) * integral_0^pi (2 - cos t - sqrt((2-cos t)^2 - 1))^p *
      sin(n t) * cos(t/2)/sin(t/2) dt, evaluated by composite Simpson with 2000 panels; integrand limit at
      t = 0 is 2n. Properties: p_up(n,n) = 1/2, p_up(n,p)+p_up(p,n) = 1.
    `,
    update: 'Precomputed max_q x max_q table; O(1) look-up per update.',
    signal: 'signal = 2*p_up-1; confidence = |2*p_up-1|.',
    range: '(0,1)',
  },
  defaults: { unit: 0, max_q: 60 },
  input: 'trade-quote',
  readings: DIRECTION,
  warmUp: ({ unit }) => (unit > 0 ? 1 : 2),

  start({ max_q, unit }) {
    const table = queueRaceTable(wholeNumber('max_q', max_q));
    const sizes = notNegative('unit', unit) > 0 ? undefined : new SortedWindow(UNIT_TRADES);
    let ofOrder = unit > 0 ? unit : NaN;
    let probability: number | undefined;

    return withReadings(
      ({ askSize, bidSize, event, sizeBase }) => {
        if (event === 'trade' && sizes !== undefined) {
          sizes.push(sizeBase);
          ofOrder = sizes.quantile(0.5);
        }
        const bids = unitsOf(bidSize, ofOrder, max_q);
        const asks = unitsOf(askSize, ofOrder, max_q);
        probability = table[bids - 1]?.[asks - 1];
        return probability === undefined ? undefined : clip(probability, 0, 1);
      },
      {
        signal: () => clip(2 * (probability ?? 0.5) - 1, -1, 1),
        confidence: () => Math.min(1, Math.abs(2 * (probability ?? 0.5) - 1)),
      },
    );
  },
});

/** A queue in whole units, 1 to `most`; a rounding error above one is none. NaN without a unit. */
function unitsOf(size: number, unit: number, most: number): number {
  return clip(Math.ceil(size / unit - 1e-9), 1, most);
}
