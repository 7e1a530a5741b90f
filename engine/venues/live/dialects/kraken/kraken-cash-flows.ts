import { unixMs } from '../../../../domain/units/time.ts';
import type { VenueCashFlow } from '../../../../domain/venue/venue-report.ts';
import { type Fields, fieldsOf, textOf } from '../../../wire/frame-fields.ts';
import { secondsTextMs } from '../../../wire/venue-time.ts';
import { negated, plainDecimal, sumOf, told } from '../../report-fields.ts';
import type { Ask } from '../../venue-trader.ts';
import { assetOf } from './kraken-assets.ts';

const PAGE = 50;
const WEIGHT = 2;

/**
 * Types of the ledger that are no trades (docs.kraken.com, "Get Ledgers Info", which needs the right to query ledger
 * entries). What is taken back has an entry of its own.
 */
const TYPES = ['deposit', 'withdrawal', 'transfer'] as const;
/** What a trade did to each of its two currencies. */
const TRADE = 'trade';

/**
 * Every such entry from `from` on. One question lists everything, trades too; where these leave no room each type is
 * asked for by itself, for questions to this venue are few.
 */
export async function krakenCashFlows(ask: Ask, from: number): Promise<readonly VenueCashFlow[]> {
  const all = await page(ask, { from, offset: 0 });
  if (all.length < PAGE) return all.filter(([, { type }]) => type !== TRADE).map(flowOf);
  const flows: VenueCashFlow[] = [];
  for (const type of TYPES)
    for (let offset = 0, count = PAGE; count >= PAGE; offset += PAGE) {
      const entries = await page(ask, { from, offset, type });
      count = entries.length;
      flows.push(...entries.map(flowOf));
    }
  return flows;
}

type Entry = readonly [id: string, entry: Fields];

async function page(
  ask: Ask,
  { from, offset, type }: { readonly from: number; readonly offset: number; readonly type?: string },
): Promise<readonly Entry[]> {
  // Entries at the very second asked for are left out, so one earlier is asked for.
  const start = Math.floor(from / 1000) - 1;
  const params = { start, ofs: offset, ...(type === undefined ? {} : { type }) };
  const body = await ask({ method: 'privatePostLedgers', params, weight: WEIGHT });
  const result = fieldsOf(fieldsOf(body, 'an answer')['result'], 'result');
  const ledger = fieldsOf(result['ledger'] ?? {}, 'ledger');
  return Object.entries(ledger).map(([id, entry]) => [id, fieldsOf(entry, 'an entry')]);
}

/** One entry: what the balance gained by it, less its fee. @throws {BrokenRule} when it is malformed. */
function flowOf([flowId, entry]: Entry): VenueCashFlow {
  const subtype = told(entry['subtype']);
  const type = textOf(entry['type'], 'type');
  return {
    flowId,
    kind: 'transfer',
    asset: assetOf(textOf(entry['asset'], 'asset')),
    amountDecimal: sumOf([
      plainDecimal(entry['amount'], 'amount'),
      negated(plainDecimal(entry['fee'], 'fee')),
    ]),
    detail: subtype === undefined ? type : `${type} ${subtype}`,
    venueTime: unixMs(secondsTextMs(entry['time'], 'time')),
  };
}
