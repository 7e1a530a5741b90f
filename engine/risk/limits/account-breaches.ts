import type { LimitAction, LimitHit, LimitHitCode } from '../../domain/risk/limit-hit.ts';
import type { RiskLimits } from '../../domain/risk/risk-limits.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import { type AccountNumbers, type DayAccount, nextUtcDay } from '../record/day-account.ts';

/** A loss as a fraction, and when it is counted anew. */
interface Reached {
  readonly lost: number;
  readonly until?: UnixMs;
}

/** Limits of the whole account that equity and fees have reached. Open positions count. */
export function accountBreaches(
  account: AccountNumbers,
  day: DayAccount,
  limits: RiskLimits,
  time: number,
): LimitHit[] {
  const until = unixMs(nextUtcDay(time));
  const hits: LimitHit[] = [];
  const loss = { lost: day.lossOf(account), until };
  const check = (code: LimitHitCode, action: LimitAction, limit: number, { lost, ...rest }: Reached) => {
    if (lost >= limit) hits.push({ code, action, measured: { lost, limit }, ...rest });
  };
  check('daily-loss-warning', 'warn', limits.dailyLossWarning, loss);
  check('daily-loss', 'protect-only', limits.dailyLoss, loss);
  check('drawdown', 'freeze', limits.drawdown, { lost: day.drawdownOf(account) });
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
