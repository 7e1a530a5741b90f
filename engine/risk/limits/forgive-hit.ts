import type { LimitHit } from '../../domain/risk/limit-hit.ts';
import type { AccountNumbers, DayAccount } from '../record/day-account.ts';
import { WHOLE_ACCOUNT } from '../record/entry-counts.ts';
import type { RiskRecord } from '../record/risk-record.ts';
import type { EntryCeiling } from './entry-ceiling.ts';

/** What is counted anew. */
export interface Forgiven {
  readonly record: RiskRecord;
  readonly day: DayAccount;
  readonly ceiling: EntryCeiling;
  readonly account: AccountNumbers;
}

/** After a hit is over its count begins anew, so that the next event does not bring it back. */
export function forgiveHit(hit: LimitHit, { account, ceiling, day, record }: Forgiven): void {
  const { instrument, strategyId } = hit;
  switch (hit.code) {
    case 'drawdown':
      return day.rebase(account);
    case 'entry-ceiling':
      return ceiling.forget();
    case 'exit-ceiling':
      return record.exits.forget(WHOLE_ACCOUNT);
    case 'reject-storm':
      return record.rejects.forget(WHOLE_ACCOUNT);
    case 'fees-of-gains':
      return record.trades.forgetFees();
    case 'losses-in-a-row':
      return instrument === undefined ? undefined : record.trades.forgetLosses(instrument);
    case 'stop-outs':
      return strategyId === undefined ? undefined : record.stopOuts.forget(strategyId);
    case 'rejects':
      return strategyId === undefined ? undefined : record.rejects.forget(strategyId);
    case 'slippage':
      return strategyId === undefined ? undefined : record.slippage.forget(strategyId);
    // These end with a midnight, which counts anew by itself; a broken pack stays broken.
    case 'daily-loss':
    case 'daily-loss-warning':
    case 'day-fees':
    case 'pack-daily-loss':
    case 'pack-total-loss':
  }
}
