import binanceExchange from '../../../../node_modules/ccxt/js/src/pro/binance.js';
import type { CcxtExchangeClass } from '../ccxt-exchange.ts';
import { binanceDialect } from './binance.ts';

/** Binance spot. */
export const binanceSpot = binanceDialect('spot', {
  title: 'Binance',
  hosts: ['api.binance.com', 'stream.binance.com:9443'],
  exchange: binanceExchange as unknown as CcxtExchangeClass,
  loopbackUrls: ({ restUrl, wsUrl }) => ({
    public: `${restUrl}/api/v3`,
    ws: { spot: `${wsUrl}/ws` },
  }),
  // 6000 in a minute for an address; ccxt counts a fifth of the venue's weights.
  rest: { weight: 6000, perMs: 60_000, weightPerCost: 5 },
  polls: [],
});
