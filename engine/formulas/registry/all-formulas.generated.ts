// Written by write-registry.ts from the formula files. Do not edit.
import type { AnyFormula } from '../formula.ts';
import { exponentialMovingAverage } from '../filtering/exponential-moving-average.ts';
import { simpleMovingAverage } from '../filtering/simple-moving-average.ts';
import { wilderRsi } from '../mean-reversion/wilder-rsi.ts';
import { bookDepth } from '../microstructure/book-depth.ts';
import { logBookImbalance } from '../microstructure/log-book-imbalance.ts';
import { microprice } from '../microstructure/microprice.ts';
import { orderFlowImbalance } from '../microstructure/order-flow-imbalance.ts';
import { spreadBps } from '../microstructure/spread-bps.ts';
import { vwapDeviation } from '../microstructure/vwap-deviation.ts';
import { cumulativeVolumeDelta } from '../order-flow/cumulative-volume-delta.ts';
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
  logBookImbalance,
  microprice,
  orderFlowImbalance,
  spreadBps,
  vwapDeviation,
  cumulativeVolumeDelta,
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
