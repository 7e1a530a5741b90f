import { RISK_NAMES } from '../../electron/contract/risk-names.ts';
import type { LogFormat, LogValues } from '../../engine/domain/remark/log-remark.ts';
import type { Wording } from '../../engine/domain/remark/wording.ts';
import { rejectsEn } from './rejects-en.ts';
import { refusalsEn } from './refusals-en.ts';
import { wordFor } from './word-for.ts';

const { hits, limits } = RISK_NAMES.en;

/** Lines of the log in English. */
export const logLinesEn: Wording<LogValues, LogFormat> = {
  'session-open': ({ badge, continues, sessionId }) =>
    `${badge} session ${sessionId} is open${continues === null ? '' : `, continuing ${continues}`}`,
  'recording-ended': ({ hash }) => `The recording has ended; outcome hash ${hash}`,
  'feed-status': ({ detail, instrument, status }) => `${instrument}: ${status}: ${detail}`,
  'funding-paid': ({ amountQuote, instrument, runId }, f) =>
    `${instrument}: funding ${f.number(amountQuote, 4)} for ${runId}`,
  'strategy-started': ({ instrument, runId, strategyId }) =>
    `${strategyId} started on ${instrument} as ${runId}`,
  'strategy-stopped': ({ because, runId }, f) => `${runId} stopped: ${f.reason(because)}`,
  'stop-moved': ({ fromTicks, instrument, runId, toTicks }, f) =>
    `${instrument}: stop of ${runId} moved by hand, ${f.number(fromTicks, 0)} to ${f.number(toTicks, 0)} ticks`,
  'trading-state': ({ because, state }, f) => `Trading is ${state}: ${f.reason(because)}`,
  decision: ({ action, because, runId }, f) => `${runId} decides to ${action}: ${f.reason(because)}`,
  'limit-hit': ({ action, code, measured, of }, f) =>
    `${wordFor(code, hits)}${of === '' ? '' : ` (${of})`}, ${action}: ${f.measured(measured)}`,
  'limit-hit-ended': ({ because, code }, f) => `${wordFor(code, hits)} is over: ${f.reason(because)}`,
  'limit-set': ({ limit, value }, f) => `Limit “${wordFor(limit, limits)}” is ${f.limit(limit, value)}`,
  'packs-set': ({ titles }) => `Rule packs: ${titles === '' ? 'none' : titles}`,
  'risk-rules-set': () => 'The risk rules were changed',
  'amend-rejected': ({ code, measured, orderId }, f) =>
    `${orderId} could not be changed: ${wordFor(code, rejectsEn)} ${f.measured(measured)}`,
  'order-denied': ({ code, measured, orderId }, f) =>
    `${orderId} never left: ${wordFor(code, refusalsEn)} ${f.measured(measured)}`,
  'order-unknown': ({ because, orderId }, f) =>
    `Nobody knows whether ${orderId} stands: ${f.reason(because)}`,
  'order-lost': ({ because, orderId }, f) => `${orderId} is lost: ${f.reason(because)}`,
  'order-reopened': ({ because, orderId }, f) => `${orderId} stands after all: ${f.reason(because)}`,
  'cancel-rejected': ({ because, orderId }, f) => `${orderId} could not be taken back: ${f.reason(because)}`,
  'venue-phase': ({ because, phase }, f) => `Venue: ${phase}, ${f.reason(because)}`,
  'symbol-frozen': ({ because, instrument }, f) => `${instrument} is frozen: ${f.reason(because)}`,
  'symbol-released': ({ because, instrument }, f) => `${instrument} is released: ${f.reason(because)}`,
  'external-seen': ({ instrument, lots, orders }, f) =>
    `${instrument}: others hold ${f.plain(lots)} lots and have ${f.plain(orders)} orders`,
  'cash-transferred': ({ amountQuote, detail, reason }, f) =>
    `${f.number(amountQuote, 2)} booked as a transfer, ${reason}: ${detail}`,
  'closed-by-venue': ({ how, instrument, lots, side, ticks }, f) =>
    `${instrument}: ${how}, the venue made a ${side} of ${f.plain(lots)} lots at ${f.plain(ticks)} ticks`,
  'dead-man-tested': ({ because, finding }, f) => `The dead man's switch: ${finding}, ${f.reason(because)}`,
  'entries-taken-back': ({ entries }, f) =>
    `Resting entries taken back because the computer goes to sleep: ${f.plain(entries)}`,
  armed: ({ untilMs }, f) => `Entries are armed until ${f.moment(untilMs)}`,
  disarmed: ({ because }, f) => `Entries are no longer armed: ${f.reason(because)}`,
};
