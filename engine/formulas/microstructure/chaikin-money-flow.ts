import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';

/**
 * Chaikin money flow: volume of the last `n` bars, each weighted by where its close stands between low
 * (-1) and high (+1), as a share of all. From -1 to +1; 0 without volume. Warm after `n` bars.
 */
export const chaikinMoneyFlow = defineFormula({
  id: 'F126',
  key: 'chaikin-money-flow',
  title: 'Chaikin money flow',
  family: 'microstructure',
  input: 'bar',
  output: { unit: 'ratio', min: -1, max: 1 },
  role: 'direction',
  source: 'Achelis (2000), Technical Analysis from A to Z, 2nd edition, McGraw-Hill',
  defaults: { n: 20 },
  warmUp: ({ n }) => n,

  start({ n }) {
    const placed = new RollingSum(n);
    const volume = new RollingSum(n);

    return ({ high, low, close, volumeBase }) => {
      const place = high > low ? (2 * close - high - low) / (high - low) : 0;
      const flow = placed.push(place * volumeBase);
      const all = volume.push(volumeBase);
      if (flow === undefined || all === undefined) return undefined;
      return all > 0 ? Math.min(1, Math.max(-1, flow / all)) : 0;
    };
  },
});
