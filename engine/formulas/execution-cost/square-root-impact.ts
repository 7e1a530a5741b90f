import { notNegative } from '../../numerics/checked-numbers.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';

/** Impact of an order of `size` where `volume` trades with a volatility of `sigma`, in the unit of `sigma`. */
export const squareRootImpactOf = (Y: number, sigma: number, size: number, volume: number): number =>
  Y * sigma * Math.sqrt(size / volume);

/**
 * Square-root law of market impact: how far an order of `sizeBase`, worked off over time, is expected to move
 * the price, `Y` times the volatility of the last `n` bars times the root of its share of their volume. Log
 * return, never negative; two thirds of it are paid on average. No value where nothing traded. Warm after
 * `n + 1` bars.
 */
export const squareRootImpact = defineFormula({
  id: 'F316',
  key: 'square-root-impact',
  title: 'Square-root market-impact law',
  family: 'execution-cost',
  input: 'bar',
  output: { unit: 'log-return', min: 0 },
  role: 'cost',
  source:
    'Tóth et al. (2011), Anomalous Price Impact and the Critical Nature of Liquidity in Financial Markets, Physical Review X 1, 021006',
  defaults: { Y: 1, sizeBase: 1, n: 1440 },
  warmUp: ({ n }) => n + 1,

  start({ Y, sizeBase, n }) {
    notNegative('Y', Y);
    notNegative('sizeBase', sizeBase);
    const squares = new RollingSum(n);
    const volumes = new RollingSum(n);
    let closeBefore = NaN;

    return ({ close, volumeBase }) => {
      const change = Math.log(close / closeBefore);
      closeBefore = close;
      if (!Number.isFinite(change)) return undefined;
      const variance = squares.push(change * change);
      const volume = volumes.push(volumeBase);
      if (variance === undefined || volume === undefined || volume <= 0) return undefined;
      return squareRootImpactOf(Y, Math.sqrt(Math.max(0, variance)), sizeBase, volume);
    };
  },
});
