import { formatFixed } from '../../../domain/units/fixed.ts';
import { momentText } from '../moment-text.ts';
import type { CoreFlow } from './core-account.ts';
import type { CoreMarket } from './core-market.ts';
import type { CoreTrade } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import type { WireAnswer } from './trading-words.ts';

const ACCOUNT = /^\/v2\/accounts\/([\w-]{36})\/transactions$/;
const SPELLED = '22222222-0000-4000-8000-';

/** The number of the account that holds an asset. */
export const accountIdOf = (asset: string): string =>
  SPELLED +
  Array.from(asset.padEnd(6, '0').slice(0, 6), (letter) => letter.charCodeAt(0).toString(16)).join('');

/** What came and went of one account, trades among it, newest first; undefined for another address. */
export function transactions(url: URL, method: string, core: MatchingCore): WireAnswer | undefined {
  const accountId = ACCOUNT.exec(url.pathname)?.[1];
  if (accountId === undefined || method !== 'GET') return undefined;
  const asset = [...core.account.assets.keys()].find((each) => accountIdOf(each) === accountId);
  if (asset === undefined) return { status: 404, body: { error: 'NOT_FOUND', message: 'account' } };
  const all = [
    ...core.account.flows.filter((flow) => flow.asset === asset).map(flowView),
    ...core.trades.flatMap((trade) => tradeView(trade, asset, core)),
  ].toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1));
  const after = url.searchParams.get('starting_after');
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const data = all.slice(start, start + Number(url.searchParams.get('limit') ?? 25));
  const hasMore = start + data.length < all.length;
  return {
    status: 200,
    body: { pagination: { next_starting_after: hasMore ? data.at(-1)?.id : null, order: 'desc' }, data },
  };
}

interface TransactionView {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly native_amount: { readonly amount: string; readonly currency: string };
  readonly description: null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly resource: string;
}

const flowView = ({ asset, id, kind, time, units }: CoreFlow): TransactionView =>
  view(asset, {
    id: `33333333-0000-4000-8000-${id.padStart(12, '0')}`,
    type: kind === 'transfer' ? 'transfer' : asset.length > 4 || units < 0n ? 'send' : 'receive',
    amount: formatFixed(units, 8),
    time,
  });

/** A trade moves the quote currency, its fee taken off, and the coin. */
function tradeView(trade: CoreTrade, asset: string, core: MatchingCore): readonly TransactionView[] {
  const { instrument } = core.market(trade.symbol) as CoreMarket;
  if (asset !== instrument.quote) return [];
  const value = (core.market(trade.symbol) as CoreMarket).notional(trade.lots, trade.ticks);
  const units = (trade.side === 'buy' ? -value : value) - trade.fee;
  return [
    view(asset, {
      id: `44444444-0000-4000-8000-${trade.tradeId.slice(-12)}`,
      type: 'advanced_trade_fill',
      amount: formatFixed(units, 8),
      time: trade.time,
    }),
  ];
}

const view = (
  asset: string,
  { amount, id, time, type }: { id: string; type: string; amount: string; time: number },
): TransactionView => {
  const moment = `${momentText(time).slice(0, 19)}Z`;
  return {
    id,
    type,
    status: 'completed',
    amount: { amount, currency: asset },
    native_amount: { amount, currency: 'USD' },
    description: null,
    created_at: moment,
    updated_at: moment,
    resource: 'transaction',
  };
};
