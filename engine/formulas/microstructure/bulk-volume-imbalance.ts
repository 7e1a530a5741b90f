import { normalCdf } from '../../numerics/normal-distribution.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';

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
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Easley, D., Lopez de Prado, M. M. and O'Hara, M., 'Discerning information from trade data', Journal of Financial Economics, 2016",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window of the price-change deviation' },
      m: { unit: 'bars', meaning: 'window of the imbalance' },
    },
    definition: `
      dp_t=c_t-c_{t-1}; S=sd0_n(dp). Buy volume Vb_t=v_t*Phi(dp_t/S) (v_t/2 if S=0). Value I=sum_m
      (2*Vb-v)/sum_m v; 0 if the volume is 0. Warm-up n+1 bars.
    `,
    update: 'O(1) per bar with rolling variance and sums; the S of a bar is fixed when the bar closes.',
    signal: 'signal = tanh(2*I); confidence = min(1,|I|*sqrt(m)/2).',
    range: '(-1,1)',
  },
  defaults: { n: 50, m: 20 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => n + 1,

  start({ n, m }) {
    const changes = new RollingMoments(n);
    const net = new RollingMoments(m);
    const volume = new RollingMoments(m);
    let closeBefore = NaN;

    return withValueReadings(
      ({ close, volumeBase }) => {
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
      },
      {
        signal: (value) => Math.tanh(2 * value),
        confidence: (value) => Math.min(1, (Math.abs(value) * Math.sqrt(m)) / 2),
      },
    );
  },
});
