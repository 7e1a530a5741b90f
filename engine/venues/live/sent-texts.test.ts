import { describe, expect, it } from 'vitest';
import type { OrderKind } from '../../domain/order/order-intent.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { Random } from '../../numerics/random.ts';
import { limitAt, MARKET, openPair, stopAt } from './session.fixture.ts';
import { ONE_OF_EACH, unlimited, UNLIMITED, VENUE_PAIRS } from './venue-pairs.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

const CASES = 10_000;

/** `count` steps of 0.1 or 0.001, worked out with text alone. */
const decimal = (count: number, places: number): string => {
  const digits = String(count).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (fraction === '' ? '' : `.${fraction}`);
};

/** The value of a field in a body that is JSON or a form. */
function fieldsIn(body: string, query: string): Readonly<Record<string, unknown>> {
  if (body.startsWith('{')) return JSON.parse(body) as Record<string, unknown>;
  return Object.fromEntries(new URLSearchParams(body === '' ? query : body));
}

/** How each venue names size, limit and trigger; OKX counts contracts of a lot on perpetuals. */
const NAMES = {
  bybit: { size: 'qty', limit: 'price', trigger: 'triggerPrice' },
  binance: { size: 'quantity', limit: 'price', trigger: 'triggerPrice' },
  okx: { size: 'sz', limit: 'px', trigger: 'slTriggerPx' },
  kraken: { size: 'volume', limit: 'price', trigger: 'price' },
  coinbase: { size: 'base_size', limit: 'limit_price', trigger: 'stop_price' },
} as const;

const KINDS: readonly [string, OrderKind][] = [
  ['market', MARKET],
  ['limit', limitAt(639_007)],
  ['post-only', limitAt(639_001, { postOnly: true })],
  ['immediate or cancel', limitAt(640_003, { timeInForce: 'ioc' })],
  ['stop', stopAt(650_009)],
];

describe.each(VENUE_PAIRS.filter(({ name }) => name !== 'Coinbase'))('what leaves for $name', (pair) => {
  it.each(KINDS)('holds our own texts: %s', async (_name, kind) => {
    const open = await openPair(pair, { isEarly: true });
    await open.ask(open.order(kind, { lots: lots(1237) }));
    const sent = open.venue.seen.find(({ purpose }) => purpose === 'place');
    const fields = fieldsIn(sent?.body ?? '', sent?.query ?? '');
    const names = NAMES[pair.dialect.venue];
    const isInContracts = pair.dialect.venue === 'okx' && open.instrument.kind !== 'spot';
    expect(fields[names.size]).toBe(isInContracts ? '1237' : '1.237');
    const isSpotStop = pair.dialect.venue === 'binance' && open.instrument.kind === 'spot';
    const limit = 'limit' in kind ? decimal(kind.limit, 1) : undefined;
    const trigger = 'trigger' in kind ? decimal(kind.trigger, 1) : undefined;
    const prices = [fields[names.limit], fields[isSpotStop ? 'stopPrice' : names.trigger]].filter(
      (each) => each,
    );
    expect([...new Set(prices)]).toEqual([limit ?? trigger].filter((each) => each !== undefined));
    await open.close();
  });
});

describe('what leaves for Coinbase', () => {
  it('holds our own texts, in one configuration for each kind', async () => {
    const pair = VENUE_PAIRS.find(({ name }) => name === 'Coinbase');
    if (pair === undefined) throw new Error('no Coinbase');
    const open = await openPair(pair, { isEarly: true });
    const size = { lots: lots(1237) };
    await open.ask(open.order(limitAt(639_007), size));
    await open.ask(open.order(limitAt(639_001, { postOnly: true }), size));
    await open.ask(open.order(limitAt(640_003, { timeInForce: 'ioc' }), size));
    await open.ask(open.order(stopAt(650_009), size));
    await open.ask(open.order(MARKET, { ...size, side: 'sell' }));
    const sent = open.venue.seen.filter(({ purpose }) => purpose === 'place');
    const base = { base_size: '1.237' };
    expect(
      sent.map(({ body }) => (JSON.parse(body) as Record<string, unknown>)['order_configuration']),
    ).toEqual([
      { limit_limit_gtc: { ...base, limit_price: '63900.7', post_only: false } },
      { limit_limit_gtc: { ...base, limit_price: '63900.1', post_only: true } },
      { sor_limit_ioc: { ...base, limit_price: '64000.3' } },
      {
        stop_limit_stop_limit_gtc: {
          ...base,
          stop_price: '65000.9',
          // 5 % beyond the trigger: 65000.9 x 1.05 is 68250.945, up to the tick.
          limit_price: '68251',
          stop_direction: 'STOP_DIRECTION_STOP_UP',
        },
      },
      { market_market_ioc: base },
    ]);
    await open.close();
  });
});

describe.each(ONE_OF_EACH)('10 000 random orders', (pair) => {
  it('R-OR-13: $name refuses none of those that are let out for its filters', async () => {
    const open = await openPair(unlimited(pair), { venue: UNLIMITED.venue, isEarly: true });
    const random = new Random(5);
    const { instrument, venue } = open;
    const mid = 640_000;
    let sent = 0;
    let withheld = 0;
    for (let count = 0; count < CASES / ONE_OF_EACH.length; count += 1) {
      // Half of them around the smallest size and value, half anywhere up to twice the largest.
      const isSmall = random.uniform() < 0.5;
      const size = Math.floor(random.uniform() * (isSmall ? 4 : 2 * Number(instrument.maxLots)));
      const at = Math.max(
        1,
        Math.floor(isSmall ? random.uniform() * 60_000 : mid * (0.2 + random.uniform())),
      );
      const kind = random.uniform() < 0.7 ? limitAt(at) : stopAt(Math.max(at, mid + 10));
      const answer = await open.ask(open.order(kind, { lots: size as never, side: 'buy' }));
      const code = answer.kind === 'refused' ? answer.venueCode : '';
      if (['BAD_SIZE', 'MIN_QTY', 'MAX_QTY', 'MIN_NOTIONAL'].includes(code)) withheld += 1;
      else sent += 1;
    }
    const { filterRefusals } = venue.core;
    measured(
      'R-OR-13',
      `${pair.name}: ${sent} orders sent, ${withheld} withheld, ${filterRefusals} refused by a filter`,
    );
    expect(filterRefusals).toBe(0);
    expect(venue.core.arrivals).toHaveLength(sent);
    expect(Math.min(sent, withheld)).toBeGreaterThan(CASES / ONE_OF_EACH.length / 10);
    expect(new Set(venue.core.arrivals).size).toBe(sent);
    await open.close();
  }, 60_000);

  it('R-OR-13: what is a step or a tick off never gets that far', async () => {
    const open = await openPair(pair, { isEarly: true });
    const places = [lots(1), lots(999_999), lots(10_000)];
    for (const size of places) await open.ask(open.order(limitAt(639_999), { lots: size }));
    const texts = open.venue.seen.filter(({ purpose }) => purpose === 'place');
    expect(open.venue.core.filterRefusals).toBe(0);
    expect(texts.map(({ body }) => /\d\.\d{5,}/.test(body.replace(/signature=\w+/, '')))).not.toContain(true);
    expect(ticks(639_999)).toBe(639_999);
    await open.close();
  });
});
