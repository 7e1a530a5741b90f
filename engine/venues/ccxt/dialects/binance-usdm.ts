import binanceUsdmExchange from '../../../../node_modules/ccxt/js/src/pro/binanceusdm.js';
import type { CcxtExchangeClass } from '../ccxt-exchange.ts';
import { binanceDialect, openInterestPoll } from './binance.ts';

/** Binance USD-M: perpetuals settled in stablecoins. */
export const binanceUsdm = binanceDialect('usdm', {
  title: 'Binance USD-M',
  hosts: ['fapi.binance.com', 'fstream.binance.com'],
  exchange: binanceUsdmExchange as unknown as CcxtExchangeClass,
  loopbackUrls: ({ restUrl, wsUrl }) => ({
    fapiPublic: `${restUrl}/fapi/v1`,
    ws: { future: `${wsUrl}/ws` },
  }),
  // 2400 in a minute for an address.
  rest: { weight: 2400, perMs: 60_000, weightPerCost: 1 },
  polls: [openInterestPoll],
});
