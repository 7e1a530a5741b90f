import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type NodeLimits, ProfileNodes } from './profile-nodes.ts';
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
    const pull = new NodePull(bins, { hi, lo });
    let isKnown = false;

    return withReadings(
      (bar) => {
        profile.push(bar);
        closes.push(bar.close);
        if (profile.count < n / 4) return undefined;
        isKnown = profile.width > 0;
        if (!isKnown) return undefined;
        pull.read(profile, closes.isFull ? Math.sign(bar.close - closes.at(BREAKOUT_BARS)) : 0);
        return Number.isNaN(pull.value) ? undefined : pull.value;
      },
      {
        signal: () => (isKnown && !Number.isNaN(pull.value) ? pull.value : undefined),
        confidence: () => (isKnown ? pull.confidence : undefined),
        support: () => (isKnown ? pull.support : undefined),
        resistance: () => (isKnown ? pull.resistance : undefined),
        targetBelow: () => (isKnown ? pull.targetBelow : undefined),
        targetAbove: () => (isKnown ? pull.targetAbove : undefined),
      },
    );
  },
});

/** What nodes say of where the price goes. */
class NodePull {
  /** NaN where nothing pulls either way. */
  value = NaN;
  confidence = 0;
  /** Prices of the nearest rows of high and low volume above and below; NaN where there are none. */
  support = NaN;
  resistance = NaN;
  targetBelow = NaN;
  targetAbove = NaN;
  readonly #nodes: ProfileNodes;

  constructor(rows: number, limits: NodeLimits) {
    this.#nodes = new ProfileNodes(rows, limits);
  }

  /** `direction` is where the price came to from. */
  read(profile: RollingProfile, direction: number): void {
    const { bottom, close, rows, top, width } = profile;
    const nodes = this.#nodes;
    nodes.read(rows);
    this.#findNearest(close, bottom, width);
    const kind = nodes.kinds[Math.min(rows.length - 1, Math.floor((close - bottom) / width))] as number;
    this.value = kind < 0 ? direction : kind > 0 ? 0 : NaN;
    this.confidence = kind < 0 ? IN_BREAKOUT : 0;
    if (kind !== 0) return;
    const up = (Number.isNaN(this.resistance) ? top : this.resistance) - close;
    const down = close - (Number.isNaN(this.support) ? bottom : this.support);
    if (!(up + down > 0)) return;
    const node = up < down ? this.resistance : this.support;
    const height = Number.isNaN(node) ? 0 : (nodes.heights[Math.floor((node - bottom) / width)] as number);
    this.value = (down - up) / (up + down);
    this.confidence = Math.min(1, height / (2 * nodes.mean)) * 0.5;
  }

  /** The nodes nearest to a price, strictly below and above it. */
  #findNearest(close: number, bottom: number, width: number): void {
    const { kinds } = this.#nodes;
    let support = NaN;
    let resistance = NaN;
    let targetBelow = NaN;
    let targetAbove = NaN;
    for (let row = 1; row < kinds.length - 1; row += 1) {
      const kind = kinds[row] as number;
      if (kind === 0) continue;
      const price = bottom + (row + 0.5) * width;
      // Prices rise from row to row: below the last one counts, above the first.
      if (price < close && kind > 0) support = price;
      if (price < close && kind < 0) targetBelow = price;
      if (price > close && kind > 0 && Number.isNaN(resistance)) resistance = price;
      if (price > close && kind < 0 && Number.isNaN(targetAbove)) targetAbove = price;
    }
    this.support = support;
    this.resistance = resistance;
    this.targetBelow = targetBelow;
    this.targetAbove = targetAbove;
  }
}
