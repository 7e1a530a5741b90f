import { unixMs } from '../../../../domain/units/time.ts';
import type { VenueCashFlow } from '../../../../domain/venue/venue-report.ts';
import { BrokenRule, type Fields, fieldsOf, idOf, listOf, textOf } from '../../../wire/frame-fields.ts';
import { rfc3339Ms } from '../../../wire/venue-time.ts';
import { negated, plainDecimal, sumOf, timeOf, told } from '../../report-fields.ts';
import type { Ask } from '../../venue-trader.ts';
import { entriesOf } from './binance-trades.ts';

const DAY_MS = 86_400_000;
/** How far back deposits and withdrawals go in one question (developers.binance.com, "Deposit History": 90 days). */
export const CAPITAL_MS = 80 * DAY_MS;
/** A deposit is listed under the moment in which it was first seen, and credited when its chain has confirmed it. */
const CONFIRMING_MS = 7 * DAY_MS;
const PAGE = 1000;
const TRANSFER_PAGE = 100;

/** The account's own wallet is told as 0 or not at all; what goes through the funding wallet is another's. */
const FUNDING_WALLET = '1';
/** Credited, and credited but not yet free to leave again. */
const CREDITED = new Set(['1', '6']);
/** Canceled, rejected and failed: what had left came back. */
const CAME_BACK = new Set(['1', '3', '5']);

/** Ways between spot, `MAIN`, and other wallets ("Query User Universal Transfer History"; one question for each). */
const OTHER_WALLETS = ['FUNDING', 'UMFUTURE', 'CMFUTURE', 'MARGIN', 'OPTION', 'PORTFOLIO_MARGIN'] as const;

/** What was put in, taken out and moved between wallets from `from` on. */
export async function spotCashFlows(ask: Ask, from: number): Promise<readonly VenueCashFlow[]> {
  const deposits = await pages(ask, 'sapiGetCapitalDepositHisrec', from - CONFIRMING_MS);
  const withdrawals = await pages(ask, 'sapiGetCapitalWithdrawHistory', from);
  const flows = [...deposits.flatMap(depositOf), ...withdrawals.flatMap(withdrawalOf)];
  for (const other of OTHER_WALLETS) {
    flows.push(...(await transfers(ask, `${other}_MAIN`, from)));
    flows.push(...(await transfers(ask, `MAIN_${other}`, from)));
  }
  return flows;
}

async function pages(ask: Ask, method: string, startTime: number): Promise<readonly Fields[]> {
  const entries: Fields[] = [];
  for (let offset = 0, count = PAGE; count >= PAGE; offset += PAGE) {
    const page = entriesOf(await ask({ method, params: { startTime, limit: PAGE, offset } }));
    count = page.length;
    entries.push(...page);
  }
  return entries;
}

async function transfers(ask: Ask, type: string, startTime: number): Promise<readonly VenueCashFlow[]> {
  const found: VenueCashFlow[] = [];
  for (let current = 1, count = TRANSFER_PAGE; count >= TRANSFER_PAGE; current += 1) {
    const params = { type, startTime, size: TRANSFER_PAGE, current };
    const body = fieldsOf(await ask({ method: 'sapiGetAssetTransfer', params }), 'an answer');
    const rows = listOf(body['rows'] ?? [], 'rows').map((each) => fieldsOf(each, 'a transfer'));
    count = rows.length;
    found.push(...rows.flatMap((row) => transferOf(row, type)));
  }
  return found;
}

function transferOf(row: Fields, type: string): readonly VenueCashFlow[] {
  if (row['status'] !== 'CONFIRMED') return [];
  const amount = plainDecimal(row['amount'], 'amount');
  return [
    {
      flowId: `transfer-${idOf(row['tranId'], 'tranId')}`,
      kind: 'transfer',
      asset: textOf(row['asset'], 'asset'),
      amountDecimal: type.startsWith('MAIN_') ? negated(amount) : amount,
      detail: type,
      venueTime: timeOf(row['timestamp'], 'timestamp'),
    },
  ];
}

function depositOf(entry: Fields): readonly VenueCashFlow[] {
  if (told(entry['walletType']) === FUNDING_WALLET || !CREDITED.has(told(entry['status']) ?? '')) return [];
  const isTimed = told(entry['completeTime']) !== undefined;
  return [
    {
      flowId: `deposit-${idOf(entry['id'] ?? entry['txId'], 'id')}`,
      kind: 'transfer',
      asset: textOf(entry['coin'], 'coin'),
      amountDecimal: plainDecimal(entry['amount'], 'amount'),
      detail: 'DEPOSIT',
      venueTime: timeOf(isTimed ? entry['completeTime'] : entry['insertTime'], 'a deposit’s time'),
    },
  ];
}

/** It leaves the balance as it is asked for, with its fee, and comes back when nothing becomes of it. */
function withdrawalOf(entry: Fields): readonly VenueCashFlow[] {
  if (told(entry['walletType']) === FUNDING_WALLET) return [];
  const amount = sumOf([
    plainDecimal(entry['amount'], 'amount'),
    plainDecimal(entry['transactionFee'], 'transactionFee'),
  ]);
  const flowId = `withdrawal-${idOf(entry['id'], 'id')}`;
  const asset = textOf(entry['coin'], 'coin');
  const venueTime = utcTextMs(entry['applyTime']);
  const left = {
    flowId,
    kind: 'transfer',
    asset,
    amountDecimal: negated(amount),
    detail: 'WITHDRAWAL',
    venueTime,
  } as const;
  if (!CAME_BACK.has(told(entry['status']) ?? '')) return [left];
  const back = { ...left, flowId: `${flowId}-back`, amountDecimal: amount, detail: 'WITHDRAWAL came back' };
  return [left, back];
}

/** `2021-04-15 12:09:16`, of UTC. */
function utcTextMs(value: unknown) {
  const text = textOf(value, 'applyTime');
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text))
    throw new BrokenRule('applyTime must be a moment of UTC');
  return unixMs(rfc3339Ms(`${text.replace(' ', 'T')}Z`, 'applyTime'));
}
