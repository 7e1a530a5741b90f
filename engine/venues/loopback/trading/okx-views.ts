import { formatFixed } from '../../../domain/units/fixed.ts';
import type { CoreMarket } from './core-market.ts';
import type { CoreOrder, CoreTrade } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import { STATES } from './okx-codes.ts';

const CHILD_STEP = 700_000n;

export type Fields = Readonly<Record<string, unknown>>;

/** Open orders that wait for a trigger, or those in the book. */
export const standing = (core: MatchingCore, isWaiting: boolean): readonly Fields[] =>
  core.openOrders
    .filter(({ status }) => (status === 'untriggered') === isWaiting)
    .map((order) => (isWaiting ? algoView : orderView)(order, core.market(order.symbol) as CoreMarket));

export const childOf = ({ venueId }: Pick<CoreOrder, 'venueId'>): string =>
  String(BigInt(venueId) + CHILD_STEP);

/** The newest first, from behind the entry that `after` names. */
export function paged(
  entries: readonly Fields[],
  { after, limit }: Fields,
  idName: string,
): readonly Fields[] {
  const newest = entries.toReversed();
  const start = after === undefined ? 0 : newest.findIndex((entry) => entry[idName] === after) + 1;
  return newest.slice(start, start + Number(limit ?? 100));
}

const typeOf = (market: CoreMarket): string => (market.isSpot ? 'SPOT' : 'SWAP');

export const fills = ({ begin, instType }: Fields, core: MatchingCore): readonly Fields[] =>
  core.trades.flatMap((trade) => {
    const market = core.market(trade.symbol) as CoreMarket;
    const order = core.find({ venueId: trade.venueId });
    if (trade.time < Number(begin ?? 0) || typeOf(market) !== instType || order === undefined) return [];
    const { accFillSz, ordId, clOrdId } = orderView(order, market) as Fields;
    const fill = fillOf(trade, market) as Fields;
    return [
      {
        ...fill,
        accFillSz,
        ordId,
        clOrdId,
        instId: market.symbol,
        side: trade.side,
        billId: `1${trade.tradeId}`,
        fee: fill['fillFee'],
        feeCcy: fill['fillFeeCcy'],
        ts: String(trade.time),
      },
    ];
  });

export const positions = (core: MatchingCore): readonly object[] =>
  core.markets
    .filter((market) => !market.isSpot && core.account.position(market.symbol) !== 0)
    .map((market) => {
      const size = core.account.position(market.symbol);
      const contracts = market.sizeText(Math.abs(size));
      return {
        instId: market.symbol,
        instType: 'SWAP',
        posSide: 'net',
        pos: `${size < 0 ? '-' : ''}${contractsOf(market, contracts)}`,
        lever: String(core.knobs.leverage),
        liqPx: '',
        mgnMode: 'cross',
      };
    });

/** A contract is one lot, so sizes of perpetuals are counted in lots. */
const contractsOf = (market: CoreMarket, size: string): string =>
  market.isSpot ? size : String(market.lotsOf(size) ?? 0);

export const details = (core: MatchingCore): readonly object[] =>
  [...core.account.assets].map(([ccy, units]) => ({
    ccy,
    cashBal: formatFixed(units, 8),
    availBal: formatFixed(units - core.locked(ccy), 8),
  }));

/** What is put in comes to another wallet first. */
const BILL_TYPES = { transfer: '1', deposit: '1', funding: '8' } as const;

export const bills = ({ begin, type }: Fields, core: MatchingCore): readonly Fields[] =>
  core.account.flows
    .filter(({ kind, time }) => BILL_TYPES[kind] === type && time >= Number(begin ?? 0))
    .map((flow) => ({
      billId: flow.id,
      type,
      ccy: flow.asset,
      balChg: formatFixed(flow.units, 8),
      instId: flow.symbol ?? '',
      ts: String(flow.time),
    }));

const CATEGORIES = { liquidation: 'full_liquidation', 'auto-deleveraging': 'adl' } as const;

export function orderView(order: CoreOrder, market: CoreMarket): Fields {
  const isAlgo = order.trigger !== undefined;
  return {
    instType: typeOf(market),
    instId: market.symbol,
    ordId: isAlgo ? childOf(order) : order.venueId,
    clOrdId: isAlgo ? '' : order.clientId,
    algoId: isAlgo ? order.venueId : '',
    algoClOrdId: isAlgo ? order.clientId : '',
    side: order.side,
    ordType: order.limit === undefined ? 'market' : 'limit',
    sz: contractsOf(market, market.sizeText(order.lots)),
    px: order.limit === undefined ? '' : market.priceText(order.limit),
    state: order.status === 'new' && order.filledLots > 0 ? 'partially_filled' : STATES[order.status],
    accFillSz: contractsOf(market, market.sizeText(order.filledLots)),
    tradeId: '',
    reduceOnly: String(order.reduceOnly === true),
    category: order.forced === undefined ? 'normal' : CATEGORIES[order.forced],
    code: '0',
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
  };
}

export function algoView(order: CoreOrder, market: CoreMarket): Fields {
  const isStop = order.kind.startsWith('stop');
  const trigger = market.priceText(order.trigger ?? 0);
  const at = order.limit === undefined ? '-1' : market.priceText(order.limit);
  const hasChild = order.status !== 'untriggered' && order.status !== 'canceled';
  return {
    instType: typeOf(market),
    instId: market.symbol,
    algoId: order.venueId,
    algoClOrdId: order.clientId,
    ordId: hasChild ? childOf(order) : '',
    side: order.side,
    ordType: 'conditional',
    sz: contractsOf(market, market.sizeText(order.lots)),
    state: order.status === 'untriggered' ? 'live' : order.status === 'canceled' ? 'canceled' : 'effective',
    slTriggerPx: isStop ? trigger : '',
    slOrdPx: isStop ? at : '',
    tpTriggerPx: isStop ? '' : trigger,
    tpOrdPx: isStop ? '' : at,
    actualSz: hasChild ? contractsOf(market, market.sizeText(order.filledLots)) : '',
    reduceOnly: String(order.reduceOnly === true),
    failCode: '0',
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
  };
}

export const fillOf = (trade: CoreTrade, market: CoreMarket): object => ({
  tradeId: trade.tradeId,
  fillSz: contractsOf(market, market.sizeText(trade.lots)),
  fillPx: market.priceText(trade.ticks),
  // What the balance gains.
  fillFee: formatFixed(-trade.fee, 8),
  fillFeeCcy: trade.feeAsset,
  execType: trade.isMaker ? 'M' : 'T',
  fillTime: String(trade.time),
});
