import type { RiskLimits } from '../../domain/risk/risk-limits.ts';
import type { RulePack } from '../../domain/risk/rule-pack.ts';

/** The limits with those of the packs where they are stricter. */
export function effectiveLimits(limits: RiskLimits, packs: readonly RulePack[]): RiskLimits {
  let { openPositions, riskPerTrade } = limits;
  for (const pack of packs) {
    riskPerTrade = Math.min(riskPerTrade, pack.riskPerTrade ?? riskPerTrade);
    openPositions = Math.min(openPositions, pack.openPositions ?? openPositions);
  }
  return { ...limits, openPositions, riskPerTrade };
}
