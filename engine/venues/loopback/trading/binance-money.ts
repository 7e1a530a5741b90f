import { formatFixed } from '../../../domain/units/fixed.ts';
import { momentText } from '../moment-text.ts';
import type { CoreFlow } from './core-account.ts';
import type { MatchingCore } from './matching-core.ts';
import type { WireAnswer } from './trading-words.ts';

const COMPLETED = 6;
const CREDITED = 1;

/** What Binance lists of spot that came and went other than by trades; undefined for another address. */
export function binanceMoney(
  request: string,
  params: URLSearchParams,
  { account }: MatchingCore,
): WireAnswer | undefined {
  const from = Number(params.get('startTime') ?? 0);
  const since = account.flows.filter(({ time }) => time >= from);
  switch (request) {
    case 'GET /capital/deposit/hisrec':
      return ok(cut(params, since.filter(isDeposit).map(depositView)));
    case 'GET /capital/withdraw/history':
      return ok(cut(params, since.filter(isWithdrawal).map(withdrawalView)));
    case 'GET /asset/transfer': {
      const type = params.get('type') ?? '';
      const rows = since.filter((flow) => wayOf(flow) === type).map((flow) => transferView(flow, type));
      // The venue leaves the rows out where there are none.
      return ok({ total: rows.length, ...(rows.length === 0 ? {} : { rows }) });
    }
    default:
      return undefined;
  }
}

const ok = (body: unknown): WireAnswer => ({ status: 200, body });

const isDeposit = ({ kind, units }: CoreFlow): boolean => kind === 'deposit' && units > 0n;
const isWithdrawal = ({ kind, units }: CoreFlow): boolean => kind === 'deposit' && units < 0n;

const amountOf = ({ units }: CoreFlow): string => formatFixed(units < 0n ? -units : units, 8);

/** Which way a transfer went: the loopback knows one other wallet. */
function wayOf({ kind, units }: CoreFlow): string | undefined {
  if (kind !== 'transfer') return undefined;
  return units < 0n ? 'MAIN_UMFUTURE' : 'UMFUTURE_MAIN';
}

function cut(params: URLSearchParams, entries: readonly object[]): readonly object[] {
  const start = Number(params.get('offset') ?? 0);
  return entries.slice(start, start + Number(params.get('limit') ?? 1000));
}

const depositView = (flow: CoreFlow): object => ({
  id: flow.id,
  amount: amountOf(flow),
  coin: flow.asset,
  network: 'ETH',
  status: CREDITED,
  address: '0x0',
  addressTag: '',
  txId: `0x${flow.id}`,
  insertTime: flow.time,
  completeTime: flow.time,
  transferType: 0,
  confirmTimes: '1/1',
  unlockConfirm: 0,
  walletType: 0,
});

/** A tenth of a unit of what leaves is the fee. */
function withdrawalView(flow: CoreFlow): object {
  const fee = 10_000_000n;
  return {
    id: `w${flow.id}`,
    amount: formatFixed(-flow.units - fee, 8),
    transactionFee: formatFixed(fee, 8),
    coin: flow.asset,
    status: COMPLETED,
    address: '0x0',
    txId: `0x${flow.id}`,
    applyTime: momentText(flow.time).slice(0, 19).replace('T', ' '),
    network: 'ETH',
    transferType: 0,
    walletType: 0,
  };
}

const transferView = (flow: CoreFlow, type: string): object => ({
  asset: flow.asset,
  amount: amountOf(flow),
  type,
  status: 'CONFIRMED',
  tranId: Number(flow.id),
  timestamp: flow.time,
});
