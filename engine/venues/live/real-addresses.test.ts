import { expect, it } from 'vitest';
import { mayConnect } from '../ccxt/venue-hosts.ts';
import { ONE_OF_EACH } from './venue-pairs.fixture.ts';

/** Where ccxt 4.5.84 goes by itself to trade and to follow an account. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  Bybit: ['https://api.bybit.com/v5/order/create', 'wss://stream.bybit.com/v5/private'],
  Binance: ['https://api.binance.com/api/v3/order', 'wss://ws-api.binance.com:443/ws-api/v3'],
  'Binance USD-M': [
    'https://fapi.binance.com/fapi/v1/order',
    'https://api.binance.com/sapi/v1/account/apiRestrictions',
    'wss://fstream.binance.com/private/ws?listenKey=key',
  ],
  OKX: ['https://www.okx.com/api/v5/trade/order', 'wss://ws.okx.com:8443/ws/v5/private'],
  Kraken: ['https://api.kraken.com/0/private/AddOrder', 'wss://ws-auth.kraken.com/v2'],
  Coinbase: ['https://api.coinbase.com/api/v3/brokerage/orders', 'wss://advanced-trade-ws.coinbase.com'],
};

it.each(ONE_OF_EACH)(
  'a session on $name may reach the addresses it needs, and ccxt names them',
  ({ dialect }) => {
    const { hosts, market } = dialect;
    const addresses = ADDRESSES[market.title] ?? [];
    expect(addresses.filter((address) => !mayConnect(address, [...market.hosts, ...hosts]))).toEqual([]);
    const exchange = new market.exchange({});
    const named = JSON.stringify(exchange.urls).replaceAll('{hostname}', 'bybit.com');
    const unknown = addresses.filter((address) => !named.includes(new URL(address).hostname));
    // ccxt writes Bybit's and OKX's hosts with a part to be filled in.
    expect(unknown.filter((address) => !/\.(bybit|okx)\.com/.test(address))).toEqual([]);
  },
);
