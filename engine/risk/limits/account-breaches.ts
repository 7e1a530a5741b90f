import type { LimitAction, LimitHit, LimitHitCode } from '../../domain/risk/limit-hit.ts';
import type { RiskLimits } from '../../domain/risk/risk-limits.ts';
import { unixMs } from '../../domain/units/time.ts';
import { type AccountNumbers, type DayAccount, nextUtcDay } from '../record/day-account.ts';

/** Limits of the whole account that equity and fees have reached. Open positions count. */
export function accountBreaches(
  account: AccountNumbers,
  day: DayAccount,
  limits: RiskLimits,
  time: number,
): LimitHit[] {
  const until = unixMs(nextUtcDay(time));
  const hits: LimitHit[] = [];
  const check = (code: LimitHitCode, action: LimitAction, lost: number, limit: number, isDaily = true) => {
    if (lost >= limit) hits.push({ code, action, measured: { lost, limit }, ...(isDaily ? { until } : {}) });
  };
  const loss = day.lossOf(account);
  check('daily-loss-warning', 'warn', loss, limits.dailyLossWarning);
  check('daily-loss', 'protect-only', loss, limits.dailyLoss);
  check('drawdown', 'freeze', day.drawdownOf(account), limits.drawdown, false);
  const fees = day.feesToday(account);
  const limit = limits.dayFees * Math.max(0, account.equity);
  if (fees > limit)
    hits.push({
      code: 'day-fees',
      action: 'protect-only',
      measured: { feesQuote: fees, limitQuote: limit },
      until,
    });
  return hits;
}
