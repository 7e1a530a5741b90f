import { clip } from '../../numerics/clip.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { closestPairs, TradedPair } from './traded-pair.ts';
import { SymbolCloses } from './symbol-closes.ts';

/**
 * How far the own symbol lies below a partner it used to go along with, in deviations of their distance: above
 * zero it fell behind and is expected back. 0 while no pair of its own is open. Of several open pairs the one
 * that lies farthest apart. Warm with the bar that ends the first formation.
 */
export const distancePairsTrading = defineFormula({
  id: 'F307',
  key: 'distance-pairs-trading',
  title: 'Distance-method pairs trading',
  family: 'anomalies',
  output: { unit: 'formation std' },
  role: 'direction',
  source:
    "Gatev, E., Goetzmann, W. N. & Rouwenhorst, K. G., 'Pairs Trading: Performance of a Relative-Value Arbitrage Rule', Review of Financial Studies 19(3), 2006",
  catalogue: {
    inputs: ['bars'],
    params: {
      formation: { unit: 'bars', meaning: 'formation length' },
      trading: { unit: 'bars', meaning: 'trading length' },
      open: { unit: 'formation std', meaning: 'entry' },
      top: { unit: 'pairs', meaning: 'pairs kept' },
    },
    definition: `
      Formation: total-return index of each symbol normalised to 1 at the start, I_t = prod(1+x). For each
      pair SSD = sum (I_a - I_b)^2; keep the top pairs of least SSD. s = std (ddof 1) of I_a - I_b over
      the formation. Trading: re-normalise both to 1 at its start; D_t = I_a - I_b, z = D/s. Open when |z|
      > open (long the lower, short the higher); close when D crosses 0 or at the end. Value for the
      traded symbol = -z*(+1 if it is leg a, -1 if leg b), 0 when no position is open.
    `,
    update: 'O(pairs) per bar; formation batch O(n^2 * formation) every trading bars.',
    signal: 'signal = clip(value/open,-1,1) while open; confidence = min(1,|z|/3).',
    range: 'real',
  },
  defaults: { formation: 252, trading: 126, open: 2, top: 5 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Pairs of the own symbol among the closest. */
    pairs: { unit: 'pairs', min: 0 },
  },
  warmUp: ({ formation }) => formation,

  start({ formation, open, top, trading }) {
    wholeNumber('top', top);
    wholeNumber('trading', trading);
    positive('open', open);
    const closes = new SymbolCloses(wholeNumber('formation', formation, 3));
    let pairs: readonly TradedPair[] | undefined;
    let barsLeft = 0;
    let value = 0;

    const form = () => {
      pairs = closestPairs(closes, formation, top).flatMap(({ deviation, one, other }) =>
        one === 0 ? [new TradedPair(other, deviation, open)] : [],
      );
      barsLeft = trading;
      for (const pair of pairs) pair.begin(closes);
    };
    return withReadings(
      (step) => {
        if (step.kind !== 'peers') return undefined;
        if (closes.push(step.peers)) {
          pairs = undefined;
          barsLeft = 0;
        }
        if (!closes.isFull || closes.symbols.length < 2) return undefined;
        if (barsLeft === 0) form();
        else for (const pair of pairs ?? []) pair.push(closes);
        barsLeft -= 1;
        value = 0 - farthest(pairs ?? []);
        return value;
      },
      {
        signal: () => clip(value / open, -1, 1),
        confidence: () => Math.min(1, Math.abs(value) / 3),
        pairs: () => pairs?.length,
      },
    );
  },
});

/** Distance of the open pair that lies farthest apart; 0 where none is open. */
function farthest(pairs: readonly TradedPair[]): number {
  let most = 0;
  for (let i = 0; i < pairs.length; i += 1) {
    const pair = pairs[i] as TradedPair;
    if (pair.isOpen && Math.abs(pair.z) > Math.abs(most)) most = pair.z;
  }
  return most;
}
