import type { OrderFlowParameters } from './parameters.ts';

/** The measures the scorer adds up. */
export const COMPONENTS = [
  'profileBias',
  'imbalance',
  'flowMomentum',
  'vwapDeviation',
  'depthImbalance',
  'buyPressure',
  'whaleImbalance',
] as const;
export type Component = (typeof COMPONENTS)[number];

/** Followed for the window only. */
export const SHOWN = ['flow', 'deepFlow', 'queue', 'spread', 'delta'] as const;

export type FlowFeature = Component | (typeof SHOWN)[number];
export type FlowFeatures = Readonly<Record<FlowFeature, number>>;

interface Description {
  readonly name: string;
  readonly unit: string;
}

/** What a person is told of each measure. */
export const DESCRIPTIONS: Readonly<Record<FlowFeature, Description>> = {
  profileBias: { name: 'Profile bias', unit: 'share' },
  imbalance: { name: 'Book imbalance', unit: 'share' },
  flowMomentum: { name: 'Order-flow momentum', unit: 'depths' },
  vwapDeviation: { name: 'Price against VWAP', unit: 'bps' },
  depthImbalance: { name: 'Depth imbalance', unit: 'share' },
  buyPressure: { name: 'Buy pressure', unit: 'share' },
  whaleImbalance: { name: 'Whale imbalance', unit: 'share' },
  flow: { name: 'Order-flow imbalance', unit: 'depths' },
  deepFlow: { name: 'Order-flow imbalance of five levels', unit: 'depths' },
  queue: { name: 'Microprice against mid', unit: 'half-spreads' },
  spread: { name: 'Spread', unit: 'bps' },
  delta: { name: 'Cumulative volume delta', unit: 'base' },
};

/** Weights as first described; they add to 1.10, so a score divides by that. */
export const DESCRIBED_WEIGHTS: Readonly<Record<Component, number>> = {
  profileBias: 0.3,
  imbalance: 0.2,
  flowMomentum: 0.15,
  vwapDeviation: 0.15,
  depthImbalance: 0.1,
  buyPressure: 0.1,
  whaleImbalance: 0.1,
};

/** What a measure says by itself: +1 bullish, -1 bearish, 0 nothing. `imbalanceLevel` is what it is held against. */
export function votesOf(
  features: FlowFeatures,
  { aggressiveAbove }: OrderFlowParameters,
  imbalanceLevel: number,
): Readonly<Record<Component, number>> {
  const { buyPressure, imbalance } = features;
  const isAggressive = buyPressure > aggressiveAbove || buyPressure < 1 - aggressiveAbove;
  return {
    profileBias: Math.sign(features.profileBias),
    imbalance: Math.abs(imbalance) > imbalanceLevel ? Math.sign(imbalance) : 0,
    flowMomentum: Math.sign(features.flowMomentum),
    // A price below the VWAP is cheap.
    vwapDeviation: -Math.sign(features.vwapDeviation),
    depthImbalance: Math.sign(features.depthImbalance),
    buyPressure: isAggressive ? Math.sign(buyPressure - 0.5) : 0,
    whaleImbalance: Math.sign(features.whaleImbalance),
  };
}

/** Measures without a limit are squeezed into -1 to +1: ten depths of momentum count as much as 10 bps. */
const MOMENTUM_SCALE_DEPTHS = 10;
const VWAP_SCALE_BPS = 10;

/** The measures as a row of numbers from -1 to +1 for the regression, in the order of `COMPONENTS`. */
export function rowOf(features: FlowFeatures): number[] {
  return [
    features.profileBias,
    features.imbalance,
    Math.tanh(features.flowMomentum / MOMENTUM_SCALE_DEPTHS),
    Math.tanh(features.vwapDeviation / VWAP_SCALE_BPS),
    features.depthImbalance,
    2 * features.buyPressure - 1,
    features.whaleImbalance,
  ];
}
