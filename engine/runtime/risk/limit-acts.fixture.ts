import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { DEFAULT_LIMITS, type LimitName, type RiskLimits } from '../../domain/risk/risk-limits.ts';
import { DEFAULT_POLICY } from '../../domain/risk/risk-policy.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { ToldSession } from '../kernel.fixture.ts';

const DAY_MS = 86_400_000;

/** Four perpetuals alike. */
export const ALL = ['BTC', 'ETH', 'XRP', 'SOL'].map(
  (base) => ({ ...INSTRUMENT, id: `test:${base}/USDT:USDT` }) as typeof INSTRUMENT,
);
const [first] = ALL as [typeof INSTRUMENT];

/**
 * A session of 1,000,000 USDT with the limits of a new account but for those beside, after a person has asked for
 * looser ones and a day has passed. A lot at 1001 is 0.1 % of the account.
 */
export function sessionWith(asked: Partial<RiskLimits>, beside: Partial<RiskLimits> = {}): ToldSession {
  const policy = { ...DEFAULT_POLICY, limits: { ...DEFAULT_LIMITS, ...beside } };
  const session = new ToldSession(ALL, {}, undefined, { policy, paper: { priceBandPpm: 10_000 } });
  for (const [limit, value] of Object.entries(asked))
    session.tell({ kind: 'set-limit', limit: limit as LimitName, value });
  session.pass(DAY_MS);
  for (const instrument of ALL) session.quote(1000, 1001, instrument);
  print(session, 1000);
  return session;
}

/** Codes of refusals and of reached limits, all that were told. */
export const objections = (session: ToldSession): readonly string[] =>
  session.outcomes().flatMap(({ outcome }) => {
    if (outcome.kind === 'intent-refused') return [outcome.refusal.code];
    return outcome.kind === 'limit-hit' ? [outcome.hit.code] : [];
  });

/** A trade of others. */
export function print(session: ToldSession, at: number): void {
  const { time } = session.kernel;
  const observed = { instrument: first.id, time, venueTime: time, tradeId: `at-${time}` };
  session.session.take({ kind: 'trade', ...observed, ticks: ticks(at), lots: lots(1), aggressor: 'sell' });
}

/** Buys at 1001 with a stop 1.1 % lower, unless told otherwise. */
export function buy(session: ToldSession, size: number, more: Partial<OrderIntent> = {}): void {
  session.place('buy', size, { protectiveStop: ticks(990), ...more });
  session.pass(1100);
}

/** A round trip that ends at a bid, so much time after it began. */
export function trip(session: ToldSession, bid: number, size = 1, more: Partial<OrderIntent> = {}): void {
  session.quote(1000, 1001);
  buy(session, size, more);
  session.quote(bid, bid + 1);
  session.place('sell', size, { ...more, reduceOnly: true });
  session.pass(8000);
}

/** So many of one lot. */
export function trips(
  session: ToldSession,
  count: number,
  bid: number,
  more: Partial<OrderIntent> = {},
): void {
  for (let i = 0; i < count; i += 1) trip(session, bid, 1, more);
}

/** Holds 39 % of the account and sees the bid fall. */
export function fallTo(session: ToldSession, bid: number): void {
  buy(session, 390);
  session.quote(bid, bid + 1);
}

/** A position whose stop fills. */
export function stopOut(session: ToldSession): void {
  session.quote(1000, 1001);
  print(session, 1000);
  buy(session, 1);
  session.quote(989, 990);
  print(session, 989);
  session.pass(8000);
}

/** The same so many times. */
export function times(count: number, act: (at: number) => void): void {
  for (let i = 0; i < count; i += 1) act(i);
}
