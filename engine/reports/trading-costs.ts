import type { Liquidity } from '../domain/order/fill.ts';
import { signOf } from '../domain/order/side.ts';
import { mulDiv } from '../domain/units/fixed.ts';
import type { History, ReportedFill } from './history.ts';
import type { CostRow } from './report.ts';
import { amountText, ratioText } from './text/decimal-text.ts';

/** Fees and slippage of makers, of takers and of all fills, exact in quote currency and in bps of notional. */
export function tradingCosts(history: History): readonly CostRow[] {
  return (['maker', 'taker', 'all'] as const).map((liquidity) => costRow(history, liquidity));
}

function costRow({ fills, instruments }: History, liquidity: Liquidity | 'all'): CostRow {
  const kept = fills.filter((fill) => liquidity === 'all' || fill.liquidity === liquidity);
  let [notional, fees, halfSlippage, notionalWithMid, fillsWithoutMid] = [0n, 0n, 0n, 0n, 0];
  for (const fill of kept) {
    const unit = instruments.get(fill.instrument)?.moneyPerTickLot ?? 0n;
    const value = BigInt(fill.lots) * BigInt(fill.ticks) * unit;
    const twice = twiceSlippage(fill, unit);
    notional += value;
    fees += fill.fee;
    if (twice === undefined) fillsWithoutMid += 1;
    else {
      halfSlippage += twice;
      notionalWithMid += value;
    }
  }
  return {
    liquidity,
    fills: kept.length,
    notional: amountText(notional),
    fees: amountText(fees),
    feesBps: ratioText(fees * 10_000n, notional, 3) ?? '',
    slippage: amountText(mulDiv(halfSlippage, 1n, 2n, 'half-even')),
    slippageBps: ratioText(halfSlippage * 10_000n, 2n * notionalWithMid, 3) ?? '',
    fillsWithoutMid,
  };
}

/** Two times the cost against the mid of the decision, so that half ticks stay whole. Above zero is a loss. */
function twiceSlippage(fill: ReportedFill, moneyPerTickLot: bigint): bigint | undefined {
  if (fill.decisionMidHalfTicks === undefined) return undefined;
  const worse = signOf(fill.side) * (2 * fill.ticks - fill.decisionMidHalfTicks);
  return BigInt(worse) * BigInt(fill.lots) * moneyPerTickLot;
}
