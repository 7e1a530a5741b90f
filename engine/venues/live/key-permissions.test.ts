import { describe, expect, it } from 'vitest';
import { judgeKey, type KeyPermissions } from '../../domain/venue/key-permissions.ts';
import { binancePermissions } from './dialects/binance/binance-permissions.ts';
import { bybitPermissions } from './dialects/bybit/bybit-permissions.ts';
import { coinbasePermissions } from './dialects/coinbase/coinbase-permissions.ts';
import { krakenPermissions } from './dialects/kraken/kraken-permissions.ts';
import { okxPermissions } from './dialects/okx/okx-permissions.ts';
import { rfc3339Ms } from '../wire/venue-time.ts';
import { openPair } from './session.fixture.ts';
import { ONE_OF_EACH } from './venue-pairs.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

const bybitKey = (wallet: readonly string[] | undefined, more: object = {}) => ({
  retCode: '0',
  result: {
    readOnly: '0',
    permissions: {
      ContractTrade: ['Order', 'Position'],
      Spot: ['SpotTrade'],
      ...(wallet === undefined ? {} : { Wallet: wallet }),
    },
    ips: ['203.0.113.7'],
    expiredAt: '2027-05-15T03:21:05Z',
    ...more,
  },
});

const binanceKey = (more: object = {}) => ({
  ipRestrict: true,
  enableReading: true,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  permitsUniversalTransfer: false,
  enableFutures: true,
  enableSpotAndMarginTrading: true,
  ...more,
});

const krakenKey = (permissions: readonly string[]) => ({
  error: [],
  result: { permissions, ip_allowlist: [], valid_until: '1810000000' },
});

/** What each venue answers about a key, in its own shape, and what has to be made of it. */
const FIXTURES: readonly (readonly [name: string, told: KeyPermissions, verdict: object])[] = [
  ['Bybit, trading alone', bybitPermissions(bybitKey([])), { use: 'trade' }],
  ['Bybit, with transfers', bybitPermissions(bybitKey(['AccountTransfer'])), { because: 'can-transfer' }],
  ['Bybit, with withdrawals', bybitPermissions(bybitKey(['Withdraw'])), { because: 'can-withdraw' }],
  ['Binance, futures alone', binancePermissions(binanceKey(), 'usdm'), { use: 'trade' }],
  [
    'Binance, with universal transfers',
    binancePermissions(binanceKey({ permitsUniversalTransfer: true }), 'spot'),
    { because: 'can-transfer' },
  ],
  [
    'OKX, with withdrawals',
    okxPermissions({ data: [{ perm: 'read_only,withdraw,trade', ip: '' }] }),
    { because: 'can-withdraw' },
  ],
  [
    'Kraken, with withdrawals',
    krakenPermissions(krakenKey(['modify-trades', 'withdraw-funds'])),
    { because: 'can-withdraw' },
  ],
  [
    'Coinbase, with transfers',
    coinbasePermissions({ can_view: true, can_trade: true, can_transfer: true }),
    { because: 'can-withdraw' },
  ],
];

describe('what a key may do', () => {
  it.each(FIXTURES)('R-SEC-05: %s', (_name, told, verdict) => {
    expect(judgeKey({ kind: 'told', permissions: told })).toMatchObject(verdict);
    measured('R-SEC-05', `${FIXTURES.length} answers of venues about a key, each judged as it should`);
  });

  it('R-SEC-05: is not known where the venue does not say', () => {
    const untold = [
      bybitPermissions(bybitKey(undefined)),
      binancePermissions({ enableFutures: true }, 'usdm'),
      okxPermissions({ data: [{ uid: '1' }] }),
      krakenPermissions({ result: {} }),
      coinbasePermissions({ can_trade: true }),
    ];
    for (const permissions of untold) {
      expect(judgeKey({ kind: 'told', permissions })).toMatchObject({ use: 'trade-on-word' });
    }
  });

  it('tells addresses and expiry where the venue does', () => {
    expect(bybitPermissions(bybitKey([]))).toMatchObject({
      isIpBound: true,
      expiresAt: rfc3339Ms('2027-05-15T03:21:05Z', 'it'),
    });
    expect(bybitPermissions(bybitKey([], { ips: ['*'] }))).toMatchObject({ isIpBound: false });
    expect(binancePermissions(binanceKey({ ipRestrict: false }), 'spot')).toMatchObject({ isIpBound: false });
    expect(okxPermissions({ data: [{ perm: 'trade', ip: '203.0.113.7' }] })).toMatchObject({
      isIpBound: true,
    });
    expect(krakenPermissions(krakenKey([]))).toMatchObject({
      isIpBound: false,
      expiresAt: 1_810_000_000_000,
    });
  });

  it.each(ONE_OF_EACH)('R-SEC-05: is asked of $name with a signed request', async (pair) => {
    const open = await openPair(pair, { isEarly: true });
    const probe = await open.session.probe();
    expect(judgeKey(probe)).toEqual({ use: 'trade' });
    open.venue.faults.next('ask', { kind: 'refused-but', status: 502 });
    expect(await open.session.probe()).toEqual({ kind: 'unreachable', because: 'no answer' });
    await open.close();
  });

  it.each(ONE_OF_EACH)('R-SEC-05: a key that $name does not accept is told as such', async (pair) => {
    const open = await openPair(pair, {
      isEarly: true,
      session: { key: { ...pair.key, apiKey: 'somebody-else' } },
    });
    expect(await open.session.probe()).toMatchObject({ kind: 'not-accepted' });
    await open.close();
  });
});
