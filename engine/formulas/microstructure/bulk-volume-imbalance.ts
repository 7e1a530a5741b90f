import { normalCdf } from '../../numerics/normal-distribution.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';

/**
 * Imbalance of bulk-classified volume over the last `m` bars: the part of a bar’s volume taken as bought is
 * the normal probability of its price change in population deviations of the last `n` changes. From -1
 * (all sold) to +1 (all bought); 0 without volume. For venues that do not say who crossed. Warm after
 * `n` changes.
 */
export const bulkVolumeImbalance = defineFormula({
  id: 'F102',
  key: 'bulk-volume-classification',
  title: 'Bulk volume classification imbalance',
  family: 'microstructure',
  input: 'bar',
  output: { unit: 'ratio', min: -1, max: 1 },
  role: 'direction',
  source:
    'Easley, López de Prado & O’Hara (2016), Discerning information from trade data, J. Financial Economics 120(2)',
  defaults: { n: 50, m: 20 },
  warmUp: ({ n }) => n + 1,

  start({ n, m }) {
    const changes = new RollingMoments(n);
    const net = new RollingMoments(m);
    const volume = new RollingMoments(m);
    let closeBefore = NaN;

    return ({ close, volumeBase }) => {
      const change = close - closeBefore;
      closeBefore = close;
      if (Number.isNaN(change)) return undefined;
      changes.push(change);
      if (!changes.isFull) return undefined;
      const deviation = Math.sqrt(changes.populationVariance);
      const bought = deviation > 0 ? normalCdf(change / deviation) : 0.5;
      net.push((2 * bought - 1) * volumeBase);
      volume.push(volumeBase);
      return volume.mean > 0 ? Math.min(1, Math.max(-1, net.mean / volume.mean)) : 0;
    };
  },
});
