import type { Because, LogRemark } from '../../domain/remark/log-remark.ts';
import type { NumberedReason } from '../../domain/remark/reason.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { moneyToNumber } from '../../domain/units/money.ts';

type Remarks = {
  readonly [Kind in Outcome['kind']]?: (outcome: Extract<Outcome, { kind: Kind }>) => LogRemark;
};

const why = (text: string, said?: NumberedReason): Because => ({ text, ...(said ? { said } : {}) });
const orderRemark = <Code extends 'order-unknown' | 'order-lost' | 'order-reopened' | 'cancel-rejected'>({
  because,
  kind: code,
  orderId,
}: {
  readonly kind: Code;
  readonly orderId: string;
  readonly because: string;
}): LogRemark => ({ code, values: { orderId, because: why(because) } }) as LogRemark;

const REMARKS: Remarks = {
  'funding-paid': ({ amount, instrument, runId }) => ({
    code: 'funding-paid',
    values: { instrument, runId, amountQuote: moneyToNumber(amount) },
  }),
  'strategy-started': ({ instrument, runId, strategyId }) => ({
    code: 'strategy-started',
    values: { strategyId, instrument, runId },
  }),
  'strategy-stopped': ({ because, runId }) => ({
    code: 'strategy-stopped',
    values: { runId, because: why(because) },
  }),
  'stop-moved': ({ from, instrument, runId, trigger }) => ({
    code: 'stop-moved',
    values: { instrument, runId, fromTicks: from, toTicks: trigger },
  }),
  'trading-state': ({ because, state }) => ({
    code: 'trading-state',
    values: { state, because: why(because) },
  }),
  decision: ({ action, reason, runId, said }) => ({
    code: 'decision',
    values: { runId, action, because: why(reason, said) },
  }),
  'limit-hit': ({ hit: { action, code, instrument, measured, strategyId } }) => ({
    code: 'limit-hit',
    values: { code, action, of: strategyId ?? instrument ?? '', measured },
  }),
  'limit-hit-ended': ({ because, hit }) => ({
    code: 'limit-hit-ended',
    values: { code: hit.code, because: why(because) },
  }),
  'limit-set': ({ limit, value }) => ({ code: 'limit-set', values: { limit, value } }),
  'packs-set': ({ packs }) => ({
    code: 'packs-set',
    values: { titles: packs.map(({ title }) => title).join(', ') },
  }),
  'risk-rules-set': () => ({ code: 'risk-rules-set', values: {} }),
  'order-unknown': orderRemark,
  'order-lost': orderRemark,
  'order-reopened': orderRemark,
  'cancel-rejected': orderRemark,
  'amend-rejected': ({ code, measured, orderId }) => ({
    code: 'amend-rejected',
    values: { orderId, code, measured },
  }),
  'order-denied': ({ code, measured, orderId }) => ({
    code: 'order-denied',
    values: { orderId, code, measured },
  }),
  'venue-phase': ({ because, phase }) => ({ code: 'venue-phase', values: { phase, because: why(because) } }),
  'symbol-frozen': ({ because, instrument }) => ({
    code: 'symbol-frozen',
    values: { instrument, because: why(because) },
  }),
  'symbol-released': ({ because, instrument }) => ({
    code: 'symbol-released',
    values: { instrument, because: why(because) },
  }),
  'external-seen': ({ instrument, openOrders, signedLots }) => ({
    code: 'external-seen',
    values: { instrument, lots: signedLots, orders: openOrders },
  }),
  'cash-transferred': ({ transfer: { amount, detail, reason } }) => ({
    code: 'cash-transferred',
    values: { amountQuote: moneyToNumber(amount), reason, detail },
  }),
  'closed-by-venue': ({ how, instrument, lots, side, ticks }) => ({
    code: 'closed-by-venue',
    values: { instrument, how, side, lots, ticks },
  }),
  'dead-man-tested': ({ because, finding }) => ({
    code: 'dead-man-tested',
    values: { finding, because: why(because) },
  }),
  arming: ({ because, until }) =>
    until === undefined
      ? { code: 'disarmed', values: { because: why(because) } }
      : { code: 'armed', values: { untilMs: until } },
};

/** What the log says of an outcome, as its code; undefined where there are words alone. */
export function logRemarkOf(outcome: Outcome): LogRemark | undefined {
  if (outcome.kind === 'notice') return outcome.said;
  // Kind and function belong together by the type of the table; the compiler does not follow that.
  const remark = REMARKS[outcome.kind] as ((outcome: Outcome) => LogRemark) | undefined;
  return remark?.(outcome);
}
