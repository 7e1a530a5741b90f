import type { RefusalCode } from '../../domain/order/refusal.ts';
import type { LimitHit, LimitHitCode } from '../../domain/risk/limit-hit.ts';
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
export const reachedLimits: Gate = (intent, { standing }) => {
  if (intent.role !== 'entry') return undefined;
  for (const hit of standing.hits) {
    const code = CODE_OF[hit.code];
    if (code !== undefined && concerns(hit, intent.instrument, standing.strategyId))
      return {
        code,
        measured: hit.until === undefined ? hit.measured : { ...hit.measured, until: hit.until },
      };
  }
  return undefined;
};

/** Whether a hit stands in the way of an entry. Orders by hand pass what stops strategies alone. */
function concerns(hit: LimitHit, instrument: string, strategyId: string): boolean {
  switch (hit.action) {
    case 'warn':
      return false;
    case 'pause-symbol':
      return hit.instrument === instrument;
    case 'pause-strategy':
      return hit.strategyId === strategyId;
    case 'stop-strategies':
      return strategyId !== 'manual';
    case 'protect-only':
    case 'freeze':
    case 'flatten':
      return true;
  }
}
