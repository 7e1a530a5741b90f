import { RISK_NAMES } from '../../electron/contract/risk-names.ts';
import type { LogFormat, LogValues } from '../../engine/domain/remark/log-remark.ts';
import type { Wording } from '../../engine/domain/remark/wording.ts';
import { liveDe } from './live-de.ts';
import { refusalsDe } from './refusals-de.ts';
import { rejectsDe } from './rejects-de.ts';
import { wordFor } from './word-for.ts';

const { hits, limits } = RISK_NAMES.de;
const STATES = { active: 'frei', 'reduce-only': 'nur verkleinernd', halted: 'eingefroren' };
const FEEDS = { live: 'aktuell', stale: 'veraltet', gap: 'Lücke', ended: 'beendet' };
const DECIDES = { enter: 'einzusteigen', exit: 'auszusteigen' };
const FOLLOWS = {
  warn: 'Warnung',
  'protect-only': 'keine Einstiege',
  freeze: 'eingefroren',
  flatten: 'alles wird geschlossen',
  'pause-symbol': 'das Symbol pausiert',
  'pause-strategy': 'die Strategie pausiert',
  'stop-strategies': 'keine Strategie wird gefragt',
};
const TRANSFERS = {
  told: 'vom Handelsplatz gemeldet',
  'trades-of-others': 'Trades anderer',
  'unexplained difference': 'unerklärter Unterschied',
};
const FORCED = { liquidation: 'Liquidation', 'auto-deleveraging': 'Auto-Deleveraging' };
const SIDES = { buy: 'Kauf', sell: 'Verkauf' };
const FINDINGS = {
  'spares-stops': 'er lässt Stops stehen',
  'cancels-everything': 'er nimmt alles zurück',
  'not-tested': 'nicht erprobt',
};

/** Zeilen des Protokolls auf Deutsch. */
export const logLinesDe: Wording<LogValues, LogFormat> = {
  'session-open': ({ badge, continues, sessionId }) =>
    `${badge}-Sitzung ${sessionId} ist offen${continues === null ? '' : `, sie setzt ${continues} fort`}`,
  'recording-ended': ({ hash }) => `Die Aufzeichnung ist zu Ende; Prüfsumme der Ergebnisse ${hash}`,
  'feed-status': ({ detail, instrument, status }) => `${instrument}: ${wordFor(status, FEEDS)}: ${detail}`,
  'funding-paid': ({ amountQuote, instrument, runId }, f) =>
    `${instrument}: Finanzierung ${f.number(amountQuote, 4)} für ${runId}`,
  'strategy-started': ({ instrument, runId, strategyId }) =>
    `${strategyId} auf ${instrument} gestartet als ${runId}`,
  'strategy-stopped': ({ because, runId }, f) => `${runId} angehalten: ${f.reason(because)}`,
  'stop-moved': ({ fromTicks, instrument, runId, toTicks }, f) =>
    `${instrument}: Stop von ${runId} von Hand versetzt, ${f.number(fromTicks, 0)} auf ${f.number(toTicks, 0)} Ticks`,
  'trading-state': ({ because, state }, f) =>
    `Der Handel ist ${wordFor(state, STATES)}: ${f.reason(because)}`,
  decision: ({ action, because, runId }, f) =>
    `${runId} beschließt ${wordFor(action, DECIDES)}: ${f.reason(because)}`,
  'limit-hit': ({ action, code, measured, of }, f) =>
    `${wordFor(code, hits)}${of === '' ? '' : ` (${of})`}, ${wordFor(action, FOLLOWS)}: ${f.measured(measured)}`,
  'limit-hit-ended': ({ because, code }, f) => `${wordFor(code, hits)} ist vorbei: ${f.reason(because)}`,
  'limit-set': ({ limit, value }, f) => `Die Grenze „${wordFor(limit, limits)}“ ist ${f.limit(limit, value)}`,
  'packs-set': ({ titles }) => `Regelwerke: ${titles === '' ? 'keine' : titles}`,
  'risk-rules-set': () => 'Die Risikoregeln wurden geändert',
  'amend-rejected': ({ code, measured, orderId }, f) =>
    `${orderId} ließ sich nicht ändern: ${wordFor(code, rejectsDe)} ${f.measured(measured)}`,
  'order-denied': ({ code, measured, orderId }, f) =>
    `${orderId} ging nie hinaus: ${wordFor(code, refusalsDe)} ${f.measured(measured)}`,
  'order-unknown': ({ because, orderId }, f) => `Niemand weiß, ob ${orderId} steht: ${f.reason(because)}`,
  'order-lost': ({ because, orderId }, f) => `${orderId} ist verloren: ${f.reason(because)}`,
  'order-reopened': ({ because, orderId }, f) => `${orderId} steht doch: ${f.reason(because)}`,
  'cancel-rejected': ({ because, orderId }, f) =>
    `${orderId} ließ sich nicht zurücknehmen: ${f.reason(because)}`,
  'venue-phase': ({ because, phase }, f) =>
    `Handelsplatz: ${wordFor(phase, liveDe.phases)}, ${f.reason(because)}`,
  'symbol-frozen': ({ because, instrument }, f) => `${instrument} ist eingefroren: ${f.reason(because)}`,
  'symbol-released': ({ because, instrument }, f) => `${instrument} ist freigegeben: ${f.reason(because)}`,
  'external-seen': ({ instrument, lots, orders }, f) =>
    `${instrument}: andere halten ${f.plain(lots)} Lots und haben ${f.plain(orders)} Orders`,
  'cash-transferred': ({ amountQuote, detail, reason }, f) =>
    `${f.number(amountQuote, 2)} als Ein- oder Auszahlung gebucht, ${wordFor(reason, TRANSFERS)}: ${detail}`,
  'closed-by-venue': ({ how, instrument, lots, side, ticks }, f) =>
    `${instrument}: ${wordFor(how, FORCED)}, der Handelsplatz machte einen ${wordFor(side, SIDES)} von ${f.plain(lots)} Lots bei ${f.plain(ticks)} Ticks`,
  'dead-man-tested': ({ because, finding }, f) =>
    `Der Totmannschalter: ${wordFor(finding, FINDINGS)}, ${f.reason(because)}`,
  'entries-taken-back': ({ entries }, f) =>
    `Ruhende Einstiege zurückgenommen, weil der Computer schlafen geht: ${f.plain(entries)}`,
  armed: ({ untilMs }, f) => `Einstiege sind scharf bis ${f.moment(untilMs)}`,
  disarmed: ({ because }, f) => `Einstiege sind nicht mehr scharf: ${f.reason(because)}`,
};
