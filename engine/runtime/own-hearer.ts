import type { FeatureHub } from '../features/feature-hub.ts';

/** Who is told what became of own orders. */
export type OwnHearer = Pick<
  FeatureHub['own'],
  'readsStrategyReturns' | 'onClosedTrade' | 'onPosition' | 'onOwnFill' | 'onStrategyReturns' | 'closedTrades'
>;
