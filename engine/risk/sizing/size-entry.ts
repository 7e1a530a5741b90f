import { lots, type Lots } from '../../domain/units/lots.ts';
import { kellyDescribed } from './kelly-described.ts';
import { kellyPosterior } from './kelly-posterior.ts';
import { largestOrder } from './largest-order.ts';
import { limitCaps } from './limit-caps.ts';
import { lossPerLotAtStop } from './loss-at-stop.ts';
import { budgetFactor } from './regime-size.ts';
import { shortfallCap } from './shortfall-cap.ts';
import type { SizeRequest, SizingRule } from './size-request.ts';
import { volatilityTarget } from './volatility-target.ts';

/** Every rule that caps the notional of an entry; the smallest answer counts. */
const NOTIONAL_RULES: readonly SizingRule[] = [
  limitCaps,
  kellyDescribed,
  kellyPosterior,
  volatilityTarget,
  shortfallCap,
];

/** Ledger units in one quote unit. */
const LEDGER_UNITS = 1e8;

/** What a strategy and its expected value leave of a size. */
export interface SizeWish {
  /** Most of equity to put in, as a fraction. */
  readonly allocation: number;
  /** Halved in the yellow zone of the expected value, otherwise 1. */
  readonly factor: number;
}

/**
 * Whole lots of an entry: the risk budget first, times what market state and drawdown leave of it, then the
 * smallest of all caps, then down to a whole lot. 0 when nothing is left; never rounded up to a venue's minimum.
 */
export function sizeEntry(request: SizeRequest, { allocation, factor }: SizeWish): Lots {
  const { entryTicks, equityQuote, instrument, limits, stopTicks } = request;
  if (equityQuote <= 0) return lots(0);
  const perTick = Number(instrument.moneyPerTickLot);
  const lossPerLot = lossPerLotAtStop(instrument, { entry: entryTicks, stop: stopTicks });
  const equity = equityQuote * LEDGER_UNITS;
  const scale = factor * budgetFactor(request);
  // A factor above one enlarges a size up to the limit of risk, not the limit.
  const budget = equity * limits.riskPerTrade * Math.min(1, scale);
  const byRisk = budget / lossPerLot;
  const notionals = [allocation * equityQuote * scale];
  for (const rule of NOTIONAL_RULES) notionals.push(rule(request) ?? Infinity);
  const most = largestOrder(instrument, entryTicks);
  const byNotional = (Math.min(...notionals) * LEDGER_UNITS) / (entryTicks * perTick);
  return lots(Math.max(0, Math.min(Math.floor(byRisk), Math.floor(byNotional), most)));
}
