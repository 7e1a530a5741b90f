// Written by write-registry.ts from the formula files. Do not edit.
import type { AnyFormula } from '../formula.ts';
import { exponentialMovingAverage } from '../filtering/exponential-moving-average.ts';
import { simpleMovingAverage } from '../filtering/simple-moving-average.ts';
import { wilderRsi } from '../mean-reversion/wilder-rsi.ts';
import { bookDepth } from '../microstructure/book-depth.ts';
import { bookImbalance } from '../microstructure/book-imbalance.ts';
import { depthImbalance } from '../microstructure/depth-imbalance.ts';
import { logBookImbalance } from '../microstructure/log-book-imbalance.ts';
import { microprice } from '../microstructure/microprice.ts';
import { multiLevelOrderFlowImbalance } from '../microstructure/multi-level-order-flow-imbalance.ts';
import { orderFlowImbalance } from '../microstructure/order-flow-imbalance.ts';
import { orderFlowMomentum } from '../microstructure/order-flow-momentum.ts';
import { priceImpact } from '../microstructure/price-impact.ts';
import { quoteFlow } from '../microstructure/quote-flow.ts';
import { quotedSpread } from '../microstructure/quoted-spread.ts';
import { spreadBps } from '../microstructure/spread-bps.ts';
import { vwapDeviation } from '../microstructure/vwap-deviation.ts';
import { cumulativeVolumeDelta } from '../order-flow/cumulative-volume-delta.ts';
import { depthWeightedPrice } from '../order-flow/depth-weighted-price.ts';
import { weightedMidPrice } from '../order-flow/weighted-mid-price.ts';
import { averageTrueRange } from '../volatility/average-true-range.ts';
import { bipowerVariation } from '../volatility/bipower-variation.ts';
import { bollingerBand } from '../volatility/bollinger-band.ts';
import { bollingerWidth } from '../volatility/bollinger-width.ts';
import { realizedVolatility } from '../volatility/realized-volatility.ts';
import { rollingVwap } from '../volume/rolling-vwap.ts';
import { sessionVwapDeviation } from '../volume/session-vwap-deviation.ts';
import { sessionVwap } from '../volume/session-vwap.ts';

/** Every formula of the product, in the order of their files. */
export const allFormulas: readonly AnyFormula[] = [
  exponentialMovingAverage,
  simpleMovingAverage,
  wilderRsi,
  bookDepth,
  bookImbalance,
  depthImbalance,
  logBookImbalance,
  microprice,
  multiLevelOrderFlowImbalance,
  orderFlowImbalance,
  orderFlowMomentum,
  priceImpact,
  quoteFlow,
  quotedSpread,
  spreadBps,
  vwapDeviation,
  cumulativeVolumeDelta,
  depthWeightedPrice,
  weightedMidPrice,
  averageTrueRange,
  bipowerVariation,
  bollingerBand,
  bollingerWidth,
  realizedVolatility,
  rollingVwap,
  sessionVwapDeviation,
  sessionVwap,
];
