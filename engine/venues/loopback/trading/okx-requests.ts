import type { CoreMarket } from './core-market.ts';
import type { CoreAnswer, CoreKind } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';
import { told } from './signatures.ts';
import { amendText, placeText } from './text-order.ts';
import { type Fields, childOf } from './okx-views.ts';

export function idsOf(
  { algoClOrdId, algoId, clOrdId, ordId }: Fields,
  core: MatchingCore,
): { readonly venueId: string } {
  const found = core.orders.findLast((order) => {
    const isAlgo = order.trigger !== undefined;
    if (told(algoId) !== '') return isAlgo && order.venueId === algoId;
    if (told(algoClOrdId) !== '') return isAlgo && order.clientId === algoClOrdId;
    if (told(ordId) !== '') return (isAlgo ? childOf(order) : order.venueId) === ordId;
    return !isAlgo && order.clientId === clOrdId;
  });
  return { venueId: found?.venueId ?? 'none' };
}

export function place(params: Fields, core: MatchingCore, isAlgo: boolean): CoreAnswer {
  const isStop = told(params['slTriggerPx']) !== '';
  const at = told(params[isStop ? 'slOrdPx' : 'tpOrdPx']);
  const isMarket = isAlgo ? at === '-1' : params['ordType'] === 'market';
  const waiting = `${isStop ? 'stop' : 'take-profit'}-${isMarket ? 'market' : 'limit'}` as CoreKind;
  return placeText(core, core.market(params['instId']), {
    clientId: told(params[isAlgo ? 'algoClOrdId' : 'clOrdId']),
    side: params['side'] === 'buy' ? 'buy' : 'sell',
    kind: isAlgo ? waiting : isMarket ? 'market' : 'limit',
    size: sizeIn(core.market(params['instId']), params['sz']),
    limit: isMarket ? undefined : isAlgo ? at : params['px'],
    trigger: isAlgo ? params[isStop ? 'slTriggerPx' : 'tpTriggerPx'] : undefined,
    timeInForce: ({ ioc: 'ioc', fok: 'fok' } as const)[told(params['ordType'])] ?? 'gtc',
    postOnly: params['ordType'] === 'post_only',
    reduceOnly: params['reduceOnly'] === true,
  });
}

export const amend = (params: Fields, core: MatchingCore): CoreAnswer =>
  amendText(core, core.market(params['instId']), {
    ids: idsOf(params, core),
    size: sizeIn(core.market(params['instId']), params['newSz']),
    limit: params['newPx'] ?? params['newSlOrdPx'],
    trigger: params['newSlTriggerPx'],
  });

/** The base units of a size as it is written; undefined stays so. */
const sizeIn = (market: CoreMarket | undefined, size: unknown): unknown =>
  market === undefined || market.isSpot || typeof size !== 'string' || !/^\d{1,15}$/.test(size)
    ? size
    : market.sizeText(Number(size));
