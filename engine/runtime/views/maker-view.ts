import type { MakerView } from '../../contract/risk-views.ts';
import { ADVERSE_AFTER_MS, type MakerFigures } from '../../execution/maker/maker-record.ts';
import { wilsonInterval } from '../../numerics/wilson.ts';

/** How resting entries of one strategy came out, with how sure each number is. */
export function makerView(figures: MakerFigures): MakerView {
  const { adverseBps, adverseCounts, adverseErrorsBps, fillRatio, meanWaitMs, waitErrorMs } = figures;
  return {
    strategyId: figures.strategyId,
    orders: figures.orders,
    fillRatio: fillRatio ?? null,
    filledWhole: filledWhole(figures),
    meanWaitMs: meanWaitMs ?? null,
    waitErrorMs: waitErrorMs ?? null,
    fallbacks: figures.fallbacks,
    givenUp: figures.givenUp,
    adverse: ADVERSE_AFTER_MS.map((afterMs, at) => ({
      afterMs,
      bps: adverseBps[at] ?? null,
      errorBps: adverseErrorsBps[at] ?? null,
      fills: adverseCounts[at] ?? 0,
    })),
  };
}

function filledWhole({ endedOrders, filledOrders }: MakerFigures): MakerView['filledWhole'] {
  const interval = wilsonInterval(filledOrders, endedOrders);
  return interval ? { share: filledOrders / endedOrders, orders: endedOrders, ...interval } : null;
}
