import { formatFixed } from '../../../domain/units/fixed.ts';
import { baseUnits, type CoreFlow } from './core-account.ts';
import type { CoreMarket } from './core-market.ts';
import type { CoreTrade } from './core-order.ts';
import { krakenSeconds, nameOfAsset, type Params } from './kraken-views.ts';
import type { MatchingCore } from './matching-core.ts';

/** The ledger, fifty entries at a time, the newest first; trades are among them where no type is asked for. */
export function ledgers(params: Params, core: MatchingCore): object {
  const from = Number(params.get('start') ?? 0) * 1000;
  const start = Number(params.get('ofs') ?? 0);
  const type = params.get('type') ?? 'all';
  const moved = core.account.flows.map((flow): Entry => [`LLOOP-${flow.id}`, flow.time, entryOf(flow)]);
  const found = [...moved, ...core.trades.flatMap((trade) => tradeEntries(trade, core))]
    .filter(([, time, entry]) => time > from && (type === 'all' || entry.type === type))
    .toSorted(([, a], [, b]) => b - a)
    .slice(start, start + 50);
  return { ledger: Object.fromEntries(found.map(([id, , entry]) => [id, entry])), count: found.length };
}

type Entry = readonly [id: string, time: number, entry: EntryView];

interface EntryView {
  readonly refid: string;
  readonly time: string;
  readonly type: string;
  readonly subtype: string;
  readonly aclass: string;
  readonly asset: string;
  readonly amount: string;
  readonly fee: string;
  readonly balance: string;
}

/** A trade has an entry for each of its currencies. */
function tradeEntries(trade: CoreTrade, core: MatchingCore): readonly Entry[] {
  const market = core.market(trade.symbol) as CoreMarket;
  const { base, quote } = market.instrument;
  const sign = trade.side === 'buy' ? 1n : -1n;
  const sides = [
    [base, sign * baseUnits(market, trade.lots), '0'],
    [quote, -sign * market.notional(trade.lots, trade.ticks), formatFixed(trade.fee, 8)],
  ] as const;
  return sides.map(([asset, units, fee]) => [
    `L${trade.tradeId.slice(1)}-${asset}`,
    trade.time,
    {
      refid: trade.tradeId,
      time: krakenSeconds(trade.time),
      type: 'trade',
      subtype: 'tradespot',
      aclass: 'currency',
      asset: nameOfAsset(asset),
      amount: formatFixed(units, 8),
      fee,
      balance: '0.0',
    },
  ]);
}

const typeOf = ({ kind, units }: CoreFlow): string =>
  kind === 'deposit' ? (units > 0n ? 'deposit' : 'withdrawal') : kind;

const entryOf = (flow: CoreFlow): EntryView => ({
  refid: `RLOOP-${flow.id}`,
  time: krakenSeconds(flow.time),
  type: typeOf(flow),
  subtype: flow.kind === 'transfer' ? 'spotfromfutures' : '',
  aclass: 'currency',
  asset: nameOfAsset(flow.asset),
  // What leaves pays a fee besides.
  amount: formatFixed(flow.units < 0n ? flow.units + 1_000_000n : flow.units, 8),
  fee: flow.units < 0n ? '0.01' : '0.00000000',
  balance: '0.0',
});
