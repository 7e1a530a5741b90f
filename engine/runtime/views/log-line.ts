import type { LogView } from '../../contract/views.ts';
import type { CashTransfer } from '../../domain/portfolio/cash-transfer.ts';
import type { LimitHit } from '../../domain/risk/limit-hit.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { limitWords } from '../../domain/risk/limit-rules.ts';
import { isoSecond } from '../library/iso-second.ts';
import { withNumbers } from './measured-line.ts';

type LogLine = Omit<LogView, 'timeMs'>;

/** Outcomes that other lists and numbers show. */
const SHOWN_ELSEWHERE = [
  'order-sent',
  'stop-confirmed',
  'venue-balances',
  'funding-told',
  'maker-order-ended',
  'maker-fill-measured',
  'venue-request',
  'account',
  'isolated-account',
  'amend-requested',
  'cancel-requested',
  'conditions-noted',
  'intent-refused',
  'order-accepted',
  'order-amended',
  'order-canceled',
  'order-expired',
  'order-filled',
  'order-rejected',
  'order-submitted',
  'order-triggered',
  'trade-closed',
  'vote-turned',
] as const;

type ShownElsewhere = Extract<Outcome, { kind: (typeof SHOWN_ELSEWHERE)[number] }>;

const isShownElsewhere = (outcome: Outcome): outcome is ShownElsewhere =>
  (SHOWN_ELSEWHERE as readonly string[]).includes(outcome.kind);

/** What an outcome says in the log, amounts in `currency`; undefined where another list shows it. */
export function logLine(outcome: Outcome, currency: string): LogLine | undefined {
  if (isShownElsewhere(outcome)) return undefined;
  switch (outcome.kind) {
    case 'funding-paid':
      return info(
        `${outcome.instrument}: funding ${moneyToNumber(outcome.amount).toFixed(4)} for ${outcome.runId}`,
      );
    case 'strategy-started':
    case 'strategy-stopped':
    case 'stop-moved':
      return runLine(outcome);
    case 'trading-state':
      return {
        level: outcome.state === 'active' ? 'info' : 'warning',
        text: `trading is ${outcome.state}: ${outcome.because}`,
      };
    case 'decision':
      return info(`${outcome.runId} decides to ${outcome.action}: ${outcome.reason}`);
    case 'limit-hit':
    case 'limit-hit-ended':
    case 'limit-set':
    case 'packs-set':
    case 'risk-rules-set':
      return limitLine(outcome, currency);
    case 'notice':
      return { level: outcome.level, text: outcome.text };
    case 'amend-rejected':
      return {
        level: 'warning',
        text: `${outcome.orderId} could not be changed: ${withNumbers(outcome.code, outcome.measured, currency)}`,
      };
    case 'order-unknown':
    case 'order-lost':
    case 'order-reopened':
    case 'order-denied':
    case 'cancel-rejected':
    case 'order-anomaly':
    case 'venue-phase':
    case 'symbol-frozen':
    case 'symbol-released':
    case 'external-seen':
    case 'arming':
    case 'dead-man-tested':
    case 'cash-transferred':
    case 'closed-by-venue':
      return venueLine(outcome);
  }
}

type RunOutcome = Extract<Outcome, { kind: 'strategy-started' | 'strategy-stopped' | 'stop-moved' }>;

/** What became of a run, or was done to what it holds. */
function runLine(outcome: RunOutcome): LogLine {
  switch (outcome.kind) {
    case 'strategy-started':
      return info(`${outcome.strategyId} started on ${outcome.instrument} as ${outcome.runId}`);
    case 'strategy-stopped':
      return info(`${outcome.runId} stopped: ${outcome.because}`);
    case 'stop-moved':
      return info(
        `${outcome.instrument}: stop of ${outcome.runId} moved by hand, ${outcome.from} to ${outcome.trigger} ticks`,
      );
  }
}

type LimitOutcome = Extract<
  Outcome,
  { kind: 'limit-hit' | 'limit-hit-ended' | 'limit-set' | 'packs-set' | 'risk-rules-set' }
>;

/** What a limit did, or what was done to the limits. */
function limitLine(outcome: LimitOutcome, currency: string): LogLine {
  switch (outcome.kind) {
    case 'limit-hit':
      return { level: 'warning', text: hitLine(outcome.hit, currency) };
    case 'limit-hit-ended':
      return info(`${outcome.hit.code} is over: ${outcome.because}`);
    case 'limit-set':
      return info(`limit ${outcome.limit} is ${limitWords(outcome.limit, outcome.value)}`);
    case 'packs-set':
      return info(`rule packs: ${outcome.packs.map((pack) => pack.title).join(', ') || 'none'}`);
    case 'risk-rules-set':
      return info('the risk rules were changed');
  }
}

type VenueOutcome = Extract<
  Outcome,
  {
    kind:
      | 'order-unknown'
      | 'order-lost'
      | 'order-reopened'
      | 'order-denied'
      | 'cancel-rejected'
      | 'order-anomaly'
      | 'venue-phase'
      | 'symbol-frozen'
      | 'symbol-released'
      | 'external-seen'
      | 'arming'
      | 'dead-man-tested'
      | 'cash-transferred'
      | 'closed-by-venue';
  }
>;

/** What a venue, or the lack of its answer, did to an order or an instrument. */
function venueLine(outcome: VenueOutcome): LogLine {
  switch (outcome.kind) {
    case 'order-unknown':
      return warning(`nobody knows whether ${outcome.orderId} stands: ${outcome.because}`);
    case 'order-lost':
      return warning(`${outcome.orderId} is lost: ${outcome.because}`);
    case 'order-reopened':
      return warning(`${outcome.orderId} stands after all: ${outcome.because}`);
    case 'order-denied':
      return warning(`${outcome.orderId} never left: ${outcome.code}`);
    case 'cancel-rejected':
      return warning(`${outcome.orderId} could not be taken back: ${outcome.because}`);
    case 'order-anomaly':
      return warning(`${outcome.orderId ?? 'the venue'}: ${outcome.because}`);
    case 'venue-phase':
      return info(`venue: ${outcome.phase}, ${outcome.because}`);
    case 'symbol-frozen':
      return warning(`${outcome.instrument} is frozen: ${outcome.because}`);
    case 'symbol-released':
      return info(`${outcome.instrument} is released: ${outcome.because}`);
    case 'external-seen':
      return warning(
        `${outcome.instrument}: others hold ${outcome.signedLots} lots and have ${outcome.openOrders} orders`,
      );
    case 'cash-transferred':
      return transferLine(outcome.transfer);
    case 'closed-by-venue':
      return warning(
        `${outcome.instrument}: ${outcome.how}, the venue made a ${outcome.side} of ${outcome.lots} lots at ${outcome.ticks} ticks`,
      );
    case 'dead-man-tested':
      return info(`the dead man's switch (${outcome.market}): ${outcome.finding}, ${outcome.because}`);
    case 'arming':
      return warning(
        outcome.until === undefined
          ? `entries are no longer armed: ${outcome.because}`
          : `entries are armed until ${isoSecond(outcome.until)}`,
      );
  }
}

/** `1000.00 came in by a transfer: TRANSFER_IN`. */
function transferLine({ amount, detail, reason }: CashTransfer): LogLine {
  const text = `${moneyToNumber(amount).toFixed(2)} booked as a transfer, ${reason}: ${detail}`;
  return reason === 'told' ? info(text) : warning(text);
}

/** `daily-loss, protect-only: lost 4.61 %, limit 4.5 %`. */
function hitLine({ action, code, instrument, measured, strategyId }: LimitHit, currency: string): string {
  const what = [code, action, strategyId, instrument].filter((part) => part !== undefined).join(', ');
  return withNumbers(what, measured, currency);
}

const warning = (text: string): LogLine => ({ level: 'warning', text });
const info = (text: string): LogLine => ({ level: 'info', text });
