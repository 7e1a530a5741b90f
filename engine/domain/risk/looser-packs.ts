import type { PackAction, RulePack } from './rule-pack.ts';

const HARSHNESS: Readonly<Record<PackAction, number>> = { 'protect-only': 0, freeze: 1, flatten: 2 };

/** Packs of `from` that `to` leaves out or lets more through of, in the order of `from`. A pack that is new is never looser. */
export const looserPacks = (from: readonly RulePack[], to: readonly RulePack[]): readonly RulePack[] =>
  from.filter((pack) => {
    const after = to.find(({ id }) => id === pack.id);
    return after === undefined || isLooserPack(pack, after);
  });

/** Whether `to` may allow more than `from`. Losses counted from something else cannot be compared: they may. */
function isLooserPack(from: RulePack, to: RulePack): boolean {
  return (
    from.zone !== to.zone ||
    isLooserDaily(from, to) ||
    isLooserTotal(from, to) ||
    isMore(from.riskPerTrade, to.riskPerTrade) ||
    isMore(from.openPositions, to.openPositions) ||
    HARSHNESS[to.onDailyBreach] < HARSHNESS[from.onDailyBreach] ||
    HARSHNESS[to.onTotalBreach] < HARSHNESS[from.onTotalBreach]
  );
}

function isLooserDaily({ dailyLoss: from }: RulePack, { dailyLoss: to }: RulePack): boolean {
  if (from === undefined) return false;
  return to === undefined || to.of !== from.of || to.from !== from.from || to.share > from.share;
}

function isLooserTotal({ totalLoss: from }: RulePack, { totalLoss: to }: RulePack): boolean {
  if (from === undefined) return false;
  return to === undefined || to.of !== from.of || to.trails !== from.trails || to.share > from.share;
}

/** What is not said has no bound. */
const isMore = (from: number | undefined, to: number | undefined): boolean =>
  from !== undefined && (to === undefined || to > from);
