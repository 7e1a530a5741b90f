import type { Refusal, RefusalCode } from '../../domain/order/refusal.ts';
import { type EntryOf, holdsBack, type LimitHit, type LimitHitCode } from '../../domain/risk/limit-hit.ts';
import type { Gate } from '../gate.ts';

const CODE_OF: Readonly<Record<LimitHitCode, RefusalCode>> = {
  'daily-loss-warning': 'daily-loss-limit',
  'daily-loss': 'daily-loss-limit',
  drawdown: 'drawdown-limit',
  'entry-ceiling': 'entry-ceiling',
  'exit-ceiling': 'strategies-stopped',
  'losses-in-a-row': 'symbol-paused',
  'stop-outs': 'strategy-paused',
  'day-fees': 'fee-guard',
  'fees-of-gains': 'fee-guard',
  rejects: 'strategy-paused',
  'reject-storm': 'venue-rejects',
  slippage: 'strategy-paused',
  'pack-daily-loss': 'rule-pack-limit',
  'pack-total-loss': 'rule-pack-limit',
};

/** No entry while a limit that was reached still holds for the account, its symbol or its strategy. */
export const reachedLimits: Gate = ({ instrument, role }, { standing }) =>
  role === 'entry' ? reachedLimit(standing.hits, { instrument, strategyId: standing.strategyId }) : undefined;

/** The first limit that was reached and holds back an entry, with its numbers; undefined when none does. */
export function reachedLimit(hits: readonly LimitHit[], entry: EntryOf): Refusal | undefined {
  const hit = hits.find((each) => holdsBack(each, entry));
  if (!hit) return undefined;
  const { code, measured, until } = hit;
  return { code: CODE_OF[code], measured: until === undefined ? measured : { ...measured, until } };
}
