import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const NEAREST = 1e-12;
const USUAL = 100;

/**
 * Distance of the typical price from its mean in mean absolute deviations, scaled so that it mostly stays
 * within -100 to 100. Index; above zero the price is high. 0 where nothing deviates. Warm after `n` bars.
 */
export const commodityChannelIndex = defineFormula({
  id: 'F148',
  key: 'commodity-channel-index',
  title: 'Commodity channel index',
  family: 'mean-reversion',
  output: { unit: 'index' },
  role: 'direction',
  source: "Lambert, D. R., 'Commodity Channel Index: Tool for Trading Cyclic Trends', Commodities, 1980",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      T=(h+l+c)/3; M=mean_n(T); D=(1/n)*sum |T_i-M| over W_n. Value CCI=(T_t-M)/(0.015*D); 0 if D<=1e-12.
      Warm-up n.
    `,
    update: 'O(n)=20 per bar for the mean absolute deviation.',
    signal: 'signal = -clip(CCI/200,-1,1) if |CCI|>100, else 0; confidence = clip((|CCI|-100)/100,0,1).',
    range: '(-inf,inf)',
  },
  defaults: { n: 20 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => n,

  start({ n }) {
    const prices = new RecentValues(wholeNumber('a window', n));
    const window = new Float64Array(n);
    let index = 0;

    return withReadings(
      ({ close, high, low }) => {
        prices.push((high + low + close) / 3);
        if (!prices.isFull) return undefined;
        prices.copyTo(window);
        index = channelIndex(window);
        return index;
      },
      {
        signal: () => (Math.abs(index) > USUAL ? -clip(index / (2 * USUAL), -1, 1) : 0),
        confidence: () => clip((Math.abs(index) - USUAL) / USUAL, 0, 1),
      },
    );
  },
});

/** The index of the last of some typical prices among all of them. */
export function channelIndex(prices: Float64Array): number {
  // Plain loops: asked for every bar, and a call for each price takes several times as long.
  let sum = 0;
  for (let i = 0; i < prices.length; i += 1) sum += prices[i] as number;
  const mean = sum / prices.length;
  let distances = 0;
  for (let i = 0; i < prices.length; i += 1) distances += Math.abs((prices[i] as number) - mean);
  const deviation = distances / prices.length;
  // Beyond rounding of the mean itself nothing is left to measure.
  if (deviation <= Math.max(NEAREST, Math.abs(mean) * 1e-14)) return 0;
  return ((prices[prices.length - 1] as number) - mean) / (0.015 * deviation);
}
