import type { VenueCashFlow } from '../../../../domain/venue/venue-report.ts';
import { type Fields, idOf, textOf } from '../../../wire/frame-fields.ts';
import { only, plainDecimal, timeOf } from '../../report-fields.ts';
import type { TradedInstruments } from '../../traded-instruments.ts';
import type { Ask } from '../../venue-trader.ts';
import { entriesOf } from './binance-trades.ts';

const DAY_MS = 86_400_000;
/** How far back the list goes (developers.binance.com, "Get Income History": three months). */
export const INCOME_MS = 89 * DAY_MS;
const PAGE = 1000;
const WEIGHT = 30;

/** Entries of the income history that are no trades, by the venue's words for them. */
const KINDS: Readonly<Record<string, VenueCashFlow['kind']>> = {
  TRANSFER: 'transfer',
  INTERNAL_TRANSFER: 'transfer',
  FUNDING_FEE: 'funding',
  INSURANCE_CLEAR: 'other',
};

/** Every such entry from `from` on, page by page. */
export async function usdmCashFlows(
  ask: Ask,
  instruments: TradedInstruments,
  from: number,
): Promise<readonly VenueCashFlow[]> {
  const flows: VenueCashFlow[] = [];
  for (const incomeType of Object.keys(KINDS)) {
    for (let page = 1; ; page += 1) {
      const params = { incomeType, startTime: from, limit: PAGE, page };
      const entries = entriesOf(await ask({ method: 'fapiPrivateGetIncome', params, weight: WEIGHT }));
      for (const entry of entries) flows.push(usdmCashFlow(entry, instruments));
      if (entries.length < PAGE) break;
    }
  }
  return flows;
}

/** One entry; the venue's number of it is unique within its type. @throws {BrokenRule} when it is malformed. */
function usdmCashFlow(entry: Fields, instruments: TradedInstruments): VenueCashFlow {
  const type = textOf(entry['incomeType'], 'incomeType');
  return {
    flowId: `${type}-${idOf(entry['tranId'], 'tranId')}`,
    kind: KINDS[type] ?? 'other',
    asset: textOf(entry['asset'], 'asset'),
    amountDecimal: plainDecimal(entry['income'], 'income'),
    ...only('instrument', instruments.named(entry['symbol'])?.id),
    detail: type,
    venueTime: timeOf(entry['time'], 'time'),
  };
}
