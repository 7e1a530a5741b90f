import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentWindow } from '../../numerics/recent-window.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula, finiteOrNone, noValue } from '../formula.ts';
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
  checksItself: true,

  start({ n }) {
    const prices = new RecentWindow(wholeNumber('a window', n));
    const sums = new RollingSum(n);
    let index = NaN;

    return withReadings(
      ({ close, high, low }) => {
        const price = (high + low + close) / 3;
        prices.push(price);
        const sum = sums.push(price);
        if (sum === undefined) return noValue();
        index = channelIndex(price, sum / n, meanDistance(prices, sum / n));
        return finiteOrNone(index);
      },
      {
        signal: () => (Math.abs(index) > USUAL ? -clip(index / (2 * USUAL), -1, 1) : 0),
        confidence: () => (Math.abs(index) > USUAL ? clip((Math.abs(index) - USUAL) / USUAL, 0, 1) : 0),
      },
    );
  },
});

/** The index of a typical price that belongs to a window with this mean and mean distance from it. */
function channelIndex(price: number, mean: number, distance: number): number {
  // Beyond rounding of the mean itself nothing is left to measure.
  if (distance <= Math.max(NEAREST, Math.abs(mean) * 1e-14)) return 0;
  return (price - mean) / (0.015 * distance);
}

/** Mean distance of the prices of a full window from a number. */
function meanDistance({ end, length, start, values }: RecentWindow, from: number): number {
  let distances = 0;
  for (let i = start; i < end; i += 1) distances += Math.abs((values[i] as number) - from);
  return distances / length;
}
