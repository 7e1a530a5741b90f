import type { VenueCashFlow } from '../../../../domain/venue/venue-report.ts';
import { type Fields, idOf, textOf } from '../../../wire/frame-fields.ts';
import { only, plainDecimal, timeOf } from '../../report-fields.ts';
import type { TradedInstruments } from '../../traded-instruments.ts';

const DAY_MS = 86_400_000;
/** The longest span one question may cover, and how far back the venue's log goes. */
const SPAN_MS = 7 * DAY_MS;
export const LOG_MS = 730 * DAY_MS;
const PAGE = 50;

/**
 * Entries of the unified account's log that are no trades, by the venue's words for them
 * (bybit-exchange.github.io/docs/v5/account/transaction-log; `SETTLEMENT` is funding).
 */
const KINDS: Readonly<Record<string, VenueCashFlow['kind']>> = {
  TRANSFER_IN: 'transfer',
  TRANSFER_OUT: 'transfer',
  SETTLEMENT: 'funding',
  INTEREST: 'other',
  BONUS: 'other',
};

/** Questions that cover every such entry of a coin from `from` on. */
export function logQuestions(currency: string, from: number, now: number): readonly Fields[] {
  const asked: Fields[] = [];
  for (const type of Object.keys(KINDS))
    for (let startTime = from; startTime <= now; startTime += SPAN_MS)
      asked.push({
        accountType: 'UNIFIED',
        currency,
        type,
        startTime,
        endTime: startTime + SPAN_MS - 1,
        limit: PAGE,
      });
  return asked;
}

/** One entry; `change` is what the wallet gained by it. @throws {BrokenRule} when it is malformed. */
export function bybitCashFlow(entry: Fields, instruments: TradedInstruments): VenueCashFlow {
  const type = textOf(entry['type'], 'type');
  return {
    flowId: idOf(entry['id'], 'id'),
    kind: KINDS[type] ?? 'other',
    asset: textOf(entry['currency'], 'currency'),
    amountDecimal: plainDecimal(entry['change'], 'change'),
    ...only('instrument', instruments.named(entry['symbol'], false)?.id),
    detail: type,
    venueTime: timeOf(entry['transactionTime'], 'transactionTime'),
  };
}
