import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realClock } from '../ccxt/real-clock.fixture.ts';
import { openTradingLoopback } from '../loopback/trading/trading-loopback.ts';
import { movesMoney } from './money-paths.ts';
import { NoResponse } from './transport.ts';
import { TradingClient } from './trading-client.ts';
import { ONE_OF_EACH } from './venue-pairs.fixture.ts';

const ROOM = join(import.meta.dirname, '..');

/** Everything of this room that is shipped and speaks to a venue. */
const sources = readdirSync(ROOM, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$|fixtures|loopback|sandbox/.test(name))
  .map((name) => ({ name, text: readFileSync(join(ROOM, name), 'utf8') }));

/** Calls by which money leaves an account or goes to another, as ccxt names them. */
const MOVES_MONEY =
  /\b(withdraw|transfer|transferOut|fetchDepositAddress\w*|createDepositAddress|fetchWithdrawals?|createSubAccount|fetchDeposits?\w*|createConvertTrade|borrow\w*|repay\w*)\s*\(/;
/** The same among the calls ccxt makes of a venue's addresses: `privatePostV5AssetWithdrawCreate`. */
const IMPLICIT =
  /['"](?:f?api|s?api|dapi|private|v\d\w*)\w*(?:Withdraw|Transfer|DepositAddress|SubAccount|SubMember|SubUser|Loan|Convert)\w*['"]/i;
/** Calls that read lists of what has moved. */
const LISTS = /['"](?:sapiGetCapitalWithdrawHistory|sapiGetAssetTransfer)['"]/g;

describe('calls that move money', () => {
  it('are nowhere in what is shipped', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter(({ text }) => MOVES_MONEY.test(text)).map(({ name }) => name)).toEqual([]);
    const moving = sources.filter(({ text }) => IMPLICIT.test(text.replaceAll(LISTS, '')));
    expect(moving.map(({ name }) => name)).toEqual([]);
  });

  it('are told from reading the lists of what has moved, at the very same addresses', () => {
    const account = '/v2/accounts/22222222-0000-4000-8000-555344543030/transactions';
    for (const path of ['/sapi/v1/capital/withdraw/history', '/sapi/v1/asset/transfer', account]) {
      expect(movesMoney('GET', path)).toBe(false);
      for (const method of ['POST', 'PUT', 'DELETE']) expect(movesMoney(method, path)).toBe(true);
    }
    expect(movesMoney('GET', '/sapi/v1/capital/deposit/address')).toBe(true);
    expect(movesMoney('GET', `${account}/../addresses`)).toBe(true);
  });

  it('are found by this test where they are', () => {
    expect(MOVES_MONEY.test("await exchange.withdraw('BTC', 1, address)")).toBe(true);
    expect(IMPLICIT.test("{ method: 'privatePostV5AssetWithdrawCreate', params }")).toBe(true);
    expect(IMPLICIT.test("{ method: 'sapiPostAssetTransfer', params }")).toBe(true);
  });

  it('are not made by cancelling and placing anew, nor with a second try', () => {
    expect(sources.filter(({ text }) => /\.editOrder\s*\(/.test(text)).map(({ name }) => name)).toEqual([]);
    expect(
      sources.filter(({ text }) => /\bverbose\s*[:=]\s*true/.test(text)).map(({ name }) => name),
    ).toEqual([]);
  });

  it.each(ONE_OF_EACH)('do not leave for $name even when somebody makes them', async (pair) => {
    const venue = await openTradingLoopback({
      words: pair.words(),
      seed: 1,
      clock: realClock,
      key: pair.key,
    });
    const client = new TradingClient({
      dialect: pair.dialect,
      key: pair.key,
      symbols: [pair.symbol],
      clock: realClock,
      loopback: venue.urls,
      requestTimeoutMs: 1000,
      pingEveryMs: 5000,
      venueNow: () => realClock.now(),
      answered: () => undefined,
    });
    const calls = {
      bybit: 'privatePostV5AssetWithdrawCreate',
      binance: 'sapiPostCapitalWithdrawApply',
      okx: 'privatePostAssetWithdrawal',
      kraken: 'privatePostWithdraw',
      coinbase: 'v2PrivatePostAccountsAccountIdTransactions',
    } as const;
    const params = { account_id: '22222222-0000-4000-8000-555344543030', type: 'MAIN_UMFUTURE' };
    const methods = [
      calls[pair.dialect.venue],
      ...(pair.name === 'Binance spot' ? ['sapiPostAssetTransfer'] : []),
    ];
    for (const method of methods) {
      const failed = await client.call({ method, params }).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(NoResponse);
      expect(failed).toMatchObject({ mayHaveLeft: false });
    }
    expect(venue.seen).toEqual([]);
    await client.close();
    await venue.close();
  });
});
