import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realClock } from '../ccxt/real-clock.fixture.ts';
import type { TradingFault } from '../loopback/trading/trading-faults.ts';
import { limitAt, type OpenedPair, openPair } from './session.fixture.ts';
import { openSession } from './open-session.ts';
import { ONE_OF_EACH, unlimited, UNLIMITED } from './venue-pairs.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

const TIMEOUT_MS = 400;

/** What may go wrong with a new order, whether it was carried out, and how it has to be told. */
const FAULTS: readonly (readonly [name: string, fault: TradingFault, isDone: boolean, told: object])[] = [
  ['the request is lost', { kind: 'request-lost' }, false, { kind: 'no-answer' }],
  ['the request falls silent', { kind: 'request-stalled' }, false, { kind: 'no-answer' }],
  ['the reply is lost', { kind: 'reply-lost' }, true, { kind: 'no-answer' }],
  ['the reply never comes', { kind: 'reply-stalled' }, true, { kind: 'no-answer' }],
  ['the reply is too late', { kind: 'reply-late', ms: 2 * TIMEOUT_MS }, true, { kind: 'no-answer' }],
  ['it is done and called 502', { kind: 'done-but', status: 502 }, true, { kind: 'no-answer' }],
  ['it is done and called 500', { kind: 'done-but', status: 500 }, true, { kind: 'no-answer' }],
  ['it is refused and called 503', { kind: 'refused-but', status: 503 }, false, { kind: 'no-answer' }],
  ['it is done and called 404', { kind: 'done-but', status: 404 }, true, { kind: 'no-answer' }],
  ['the answer is a page', { kind: 'html' }, true, { kind: 'no-answer' }],
  ['the answer breaks off', { kind: 'cut' }, true, { kind: 'no-answer' }],
  [
    'it is held off',
    { kind: 'limited', status: 429, retryAfterS: 0 },
    false,
    { kind: 'refused', class: 'limited' },
  ],
];

describe.each(ONE_OF_EACH)('a new order for $name', (pair) => {
  let open: OpenedPair;

  beforeAll(async () => {
    open = await openPair(unlimited(pair), {
      venue: UNLIMITED.venue,
      session: { requestTimeoutMs: TIMEOUT_MS },
    });
  });
  afterAll(() => open.close());

  it.each(FAULTS)(
    'R-CN-04: when %s is told for what it is, and found once',
    async (_name, fault, isDone, told) => {
      open.venue.faults.next('place', fault);
      const request = open.order(limitAt(600_000));
      expect(await open.ask(request)).toMatchObject(told);
      // A request that was sent once is never sent again.
      const sent = open.venue.seen.filter(({ purpose }) => purpose === 'place').length;
      const found = await open.ask({
        kind: 'ask-order',
        orderId: request.orderId,
        instrument: open.instrument.id,
      });
      const state = isDone ? { order: { orderId: request.orderId, state: 'open' } } : { order: undefined };
      expect(found).toMatchObject({ kind: 'order', ...state });
      expect(open.venue.seen.filter(({ purpose }) => purpose === 'place')).toHaveLength(sent);
    },
  );

  it('R-OR-12: leaves once for each request, whatever was answered', () => {
    const { arrivals } = open.venue.core;
    const twice = arrivals.length - new Set(arrivals).size;
    measured('R-CN-04', `${pair.name}: ${FAULTS.length} faults, each told for what it is`);
    measured(
      'R-OR-12',
      `${pair.name}: ${FAULTS.length} faults, ${arrivals.length} arrivals, ${twice} of them again`,
    );
    expect(new Set(arrivals).size).toBe(arrivals.length);
    expect(open.venue.seen.filter(({ purpose }) => purpose === 'place')).toHaveLength(FAULTS.length);
  });

  it('R-CN-04: a question that fails is never an empty answer', async () => {
    const faults: readonly TradingFault[] = [
      { kind: 'request-lost' },
      { kind: 'refused-but', status: 500 },
      { kind: 'html' },
      { kind: 'cut' },
    ];
    for (const kind of ['ask-open-orders', 'ask-positions', 'ask-balances'] as const) {
      for (const fault of faults) {
        open.venue.faults.next('ask', fault);
        expect(await open.ask({ kind })).toMatchObject({ kind: 'no-answer' });
      }
    }
  });
});

describe.each(ONE_OF_EACH)('a venue that is not there: $name', (pair) => {
  it('R-CN-04: an order that could not leave is certainly not placed', async () => {
    const open = await openPair(pair);
    await open.venue.close();
    const answer = await open.ask(open.order(limitAt(600_000)));
    // A connection that was kept may end only as the bytes are under way.
    const isSure = { kind: 'refused', class: 'not-done', venueCode: 'NOT_SENT ECONNREFUSED' };
    const second = await open.ask(open.order(limitAt(600_000)));
    expect([isSure, { kind: 'no-answer' }]).toContainEqual(expect.objectContaining({ kind: answer.kind }));
    expect(second).toEqual(isSure);
    await open.session.close();
  });

  it('names no address when a session cannot be opened', async () => {
    const failed = openSession({
      dialect: pair.dialect,
      key: pair.key,
      symbols: [pair.symbol],
      clock: realClock,
      random: () => 0,
      loopback: { restUrl: 'http://127.0.0.1:9', wsUrl: 'ws://127.0.0.1:9' },
    });
    await expect(failed).rejects.toThrow(/^[A-Z][\w -]+ does not answer$/);
  });
});
