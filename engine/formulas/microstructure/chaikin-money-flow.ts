import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';

/**
 * Chaikin money flow: volume of the last `n` bars, each weighted by where its close stands between low
 * (-1) and high (+1), as a share of all. From -1 to +1; 0 without volume. Warm after `n` bars.
 */
export const chaikinMoneyFlow = defineFormula({
  id: 'F126',
  key: 'chaikin-money-flow',
  title: 'Chaikin money flow',
  family: 'microstructure',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Chaikin, M.: Chaikin money flow, as documented in Achelis, S. B., 'Technical Analysis from A to Z', 2nd edition, 2000",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      Close location L=((c-l)-(h-c))/(h-l), 0 if h=l. Value CMF=sum_n L*v/sum_n v; 0 if the volume is 0.
      Warm-up n.
    `,
    update: 'O(1) per bar.',
    signal: 'signal = tanh(3*CMF); confidence = min(1,|CMF|*sqrt(n)).',
    range: '[-1,1]',
  },
  defaults: { n: 20 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => n,

  start({ n }) {
    const placed = new RollingSum(n);
    const volume = new RollingSum(n);

    return withValueReadings(
      ({ high, low, close, volumeBase }) => {
        const place = high > low ? (2 * close - high - low) / (high - low) : 0;
        const flow = placed.push(place * volumeBase);
        const all = volume.push(volumeBase);
        if (flow === undefined || all === undefined) return undefined;
        return all > 0 ? Math.min(1, Math.max(-1, flow / all)) : 0;
      },
      {
        signal: (value) => Math.tanh(3 * value),
        confidence: (value) => Math.min(1, Math.abs(value) * Math.sqrt(n)),
      },
    );
  },
});
