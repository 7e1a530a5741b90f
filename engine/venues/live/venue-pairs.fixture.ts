import { binanceWords } from '../loopback/trading/binance-words.ts';
import { bybitWords } from '../loopback/trading/bybit-words.ts';
import { bybitTrading } from './dialects/bybit/bybit-trading.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { generateKeyPairSync } from 'node:crypto';
import { coinbaseWords } from '../loopback/trading/coinbase-words.ts';
import { coinbaseTrading } from './dialects/coinbase/coinbase-trading.ts';
import { krakenWords } from '../loopback/trading/kraken-words.ts';
import { krakenTrading } from './dialects/kraken/kraken-trading.ts';
import { okxWords } from '../loopback/trading/okx-words.ts';
import { okxTrading } from './dialects/okx/okx-trading.ts';
import { binanceSpotTrading } from './dialects/binance/spot-trading.ts';
import { binanceUsdmTrading } from './dialects/binance/usdm-trading.ts';
import type { VenuePair } from './session.fixture.ts';

const KEY = { apiKey: 'loopback-key-0001', secret: 'loopback-secret-0001' };

/** A key as Coinbase hands it out, made for this run. */
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const COINBASE_KEY = {
  apiKey: 'organizations/loopback/apiKeys/loopback-key-0001',
  secret: privateKey.export({ type: 'sec1', format: 'pem' }) as string,
};

/** Every venue and kind of market that can be traded, with the loopback's side of it. */
export const VENUE_PAIRS: readonly VenuePair[] = [
  {
    name: 'Bybit perpetual',
    dialect: bybitTrading,
    words: () => bybitWords,
    key: KEY,
    symbol: 'BTC/USDT:USDT',
    coreSymbol: 'linear:BTCUSDT',
  },
  {
    name: 'Bybit spot',
    dialect: bybitTrading,
    words: () => bybitWords,
    key: KEY,
    symbol: 'BTC/USDT',
    coreSymbol: 'spot:BTCUSDT',
  },
  {
    name: 'Binance USD-M',
    dialect: binanceUsdmTrading,
    words: () => binanceWords('usdm'),
    key: KEY,
    symbol: 'BTC/USDT:USDT',
    coreSymbol: 'BTCUSDT',
  },
  {
    name: 'Binance spot',
    dialect: binanceSpotTrading,
    words: () => binanceWords('spot'),
    key: KEY,
    symbol: 'BTC/USDT',
    coreSymbol: 'BTCUSDT',
  },
  {
    name: 'OKX perpetual',
    dialect: okxTrading,
    words: okxWords,
    key: { ...KEY, passphrase: 'loopback-phrase' },
    symbol: 'BTC/USDT:USDT',
    coreSymbol: 'BTC-USDT-SWAP',
  },
  {
    name: 'OKX spot',
    dialect: okxTrading,
    words: okxWords,
    key: { ...KEY, passphrase: 'loopback-phrase' },
    symbol: 'BTC/USDT',
    coreSymbol: 'BTC-USDT',
  },
  {
    name: 'Kraken',
    dialect: krakenTrading,
    words: krakenWords,
    key: { ...KEY, secret: 'bG9vcGJhY2stc2VjcmV0LTAwMDE=' },
    symbol: 'BTC/USDT',
    coreSymbol: 'BTCUSDT',
  },
  {
    name: 'Coinbase',
    dialect: coinbaseTrading,
    words: coinbaseWords,
    key: COINBASE_KEY,
    symbol: 'BTC/USDT',
    coreSymbol: 'BTC-USDT',
    buyAtOnce: { type: 'limit', limit: ticks(660_000), timeInForce: 'ioc', postOnly: false },
  },
];

/** One pair of each venue's words. */
export const ONE_OF_EACH: readonly VenuePair[] = VENUE_PAIRS.filter(
  ({ dialect }, index) => VENUE_PAIRS.findIndex((pair) => pair.dialect === dialect) === index,
);

/** Those whose orders name the window in which they are taken. */
export const WITH_WINDOW: readonly VenuePair[] = ONE_OF_EACH.filter(
  ({ dialect }) => dialect.venue !== 'coinbase',
);

/** Limits so wide that a test of something else never meets them. */
export const UNLIMITED = {
  rest: { weight: 1e9, perMs: 1000 },
  venue: {
    limits: { weight: 1e9, perMs: 1000, weightOf: () => 1, refusedStatus: 429, bannedStatus: 418 },
  },
} as const;

/** A pair that never holds anything off. */
export const unlimited = (pair: VenuePair): VenuePair => ({
  ...pair,
  dialect: { ...pair.dialect, rest: UNLIMITED.rest },
});
