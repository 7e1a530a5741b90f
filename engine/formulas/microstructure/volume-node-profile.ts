import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { nodesOf, smoothed } from './profile-nodes.ts';
import { RollingProfile } from './rolling-profile.ts';

/** How far a breakout is believed. */
const IN_BREAKOUT = 0.6;

/** Closes a breakout is told by. */
const BREAKOUT_BARS = 5;

/**
 * Pull of the volume profile of the last `n` bars, in `bins` rows: towards the nearer row of high volume
 * (above `hi` mean rows), from -1 (it is right below) to +1 (right above), 0 inside one. In a row of low
 * volume (below `lo`) prices break out, and the value is the sign of the last five bars. No value where
 * the price has not moved. Warm after `n` / 4 bars.
 */
export const volumeNodeProfile = defineFormula({
  id: 'F111',
  key: 'volume-node-profile',
  title: 'High- and low-volume nodes of the price profile',
  family: 'microstructure',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Steidlmayer, J. P. and Koy, K., 'Markets and Market Logic', 1986; Dalton, J. F., Jones, E. T. and Dalton, R. B., 'Mind Over Markets', 1990",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      bins: { unit: '1', meaning: 'price bins' },
      hi: { unit: '1', meaning: 'HVN threshold in mean bins' },
      lo: { unit: '1', meaning: 'LVN threshold' },
    },
    definition: `
      Bins of equal width between min l and max h of W_n. The volume of a bar is spread evenly over the
      bins its range [l,h] covers (by overlap length; all in one bin if h=l). Smooth with weights
      1/2,1,1/2 normalised at the edges. Node: a bin k (not an edge bin) with s_k>s_{k-1} and s_k>=s_{k+1}
      and s_k>hi*mean = HVN; s_k<s_{k-1} and s_k<=s_{k+1} and s_k<lo*mean = LVN. Let U and D be the
      nearest HVN centres above and below c_t (distance to the window edge if none). If the bin that holds
      c_t is an LVN: breakout mode, value = sgn(ln(c_t/c_{t-5})). If it is an HVN: value 0. Otherwise the
      price is drawn to the nearer node: value = (dD-dU)/(dU+dD), dU and dD the distances to U and D.
      Warm-up n/4 bars.
    `,
    update: 'Profile update O(bins) per bar while the range is unchanged, else rebuild O(n+bins).',
    signal: `
      signal = value; confidence = 0.6 in breakout mode, else min(1, height of the nearer
      node/(2*mean))*0.5. HVN and LVN prices are published as support, resistance and target levels.
    `,
    range: '[-1,1]',
  },
  defaults: { n: 1440, bins: 100, hi: 1.5, lo: 0.5 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The nearest rows of high volume below and above the close, which hold the price. */
    support: { unit: 'quote' },
    resistance: { unit: 'quote' },
    /** The nearest rows of low volume, through which the price passes quickly. */
    targetBelow: { unit: 'quote' },
    targetAbove: { unit: 'quote' },
  },
  warmUp: ({ n }) => Math.ceil(n / 4),

  start({ n, bins, hi, lo }) {
    const profile = new RollingProfile(wholeNumber('n', n), wholeNumber('bins', bins, 3));
    const closes = new RecentValues(BREAKOUT_BARS + 1);
    const heights = new Float64Array(bins);
    let pull: NodePull | undefined;

    return withReadings(
      (bar) => {
        profile.push(bar);
        closes.push(bar.close);
        if (profile.count < n / 4) return undefined;
        const direction = closes.isFull ? Math.sign(bar.close - closes.at(BREAKOUT_BARS)) : 0;
        pull = pullOf(profile, { direction, hi, lo, heights });
        return pull?.value;
      },
      {
        signal: () => pull?.value,
        confidence: () => pull?.confidence,
        support: () => pull?.support,
        resistance: () => pull?.resistance,
        targetBelow: () => pull?.targetBelow,
        targetAbove: () => pull?.targetAbove,
      },
    );
  },
});

/** What nodes say of where the price goes. */
interface NodePull {
  readonly value: number | undefined;
  readonly confidence: number;
  /** Prices of the nearest rows of high and low volume above and below; NaN where there are none. */
  readonly support: number;
  readonly resistance: number;
  readonly targetBelow: number;
  readonly targetAbove: number;
}

interface PullSettings {
  /** Which way the price has moved. */
  readonly direction: number;
  readonly hi: number;
  readonly lo: number;
  /** Where the smoothed rows are written. */
  readonly heights: Float64Array;
}

function meanOf(heights: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < heights.length; row += 1) sum += heights[row] as number;
  return sum / heights.length;
}

function pullOf(profile: RollingProfile, { direction, heights, hi, lo }: PullSettings): NodePull | undefined {
  const { bottom, close, rows, top, width } = profile;
  if (!(width > 0)) return undefined;
  smoothed(rows, heights);
  const nodes = nodesOf(heights, hi, lo);
  const here = Math.min(rows.length - 1, Math.floor((close - bottom) / width));
  const centerOf = (row: number) => bottom + (row + 0.5) * width;
  const [support, resistance] = nearest(nodes.high.map(centerOf), close);
  const [targetBelow, targetAbove] = nearest(nodes.low.map(centerOf), close);
  const levels = { support, resistance, targetBelow, targetAbove };
  if (nodes.low.includes(here)) return { value: direction, confidence: IN_BREAKOUT, ...levels };
  if (nodes.high.includes(here)) return { value: 0, confidence: 0, ...levels };
  const up = (Number.isNaN(resistance) ? top : resistance) - close;
  const down = close - (Number.isNaN(support) ? bottom : support);
  if (!(up + down > 0)) return { value: undefined, confidence: 0, ...levels };
  const node = up < down ? resistance : support;
  const height = Number.isNaN(node) ? 0 : (heights[Math.floor((node - bottom) / width)] as number);
  const mean = meanOf(heights);
  return { value: (down - up) / (up + down), confidence: Math.min(1, height / (2 * mean)) * 0.5, ...levels };
}

/** The nearest of some prices strictly below and above another; NaN where there is none. */
function nearest(prices: readonly number[], close: number): readonly [below: number, above: number] {
  let below = NaN;
  let above = NaN;
  for (const price of prices) {
    if (price < close && !(price <= below)) below = price;
    if (price > close && !(price >= above)) above = price;
  }
  return [below, above];
}
