import { describe, expect, it } from 'vitest';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { ToldSession } from '../kernel.fixture.ts';
import { limitedSession, told } from './risk.fixture.ts';

const move = (session: ToldSession, trigger: number, runId = 'manual') =>
  session.tell({ kind: 'move-stop', runId, instrument: INSTRUMENT.id, trigger: ticks(trigger) });

const stopsAt = (session: ToldSession): readonly number[] =>
  session.openOf('stop').flatMap(({ kind }) => ('trigger' in kind ? [kind.trigger] : []));

const refusals = (session: ToldSession) => told(session, 'intent-refused').map(({ refusal }) => refusal);

/** A position by hand entered at 1001 of 1,000,000 USDT, where a trade may lose `riskPerTrade` of them. */
function holding(riskPerTrade = 1, sizes: readonly number[] = [100]): ToldSession {
  const session = limitedSession({ riskPerTrade });
  for (const size of sizes) {
    session.quote(1000, 1001);
    session.place('buy', size, { protectiveStop: ticks(990) });
    session.pass(1000);
    session.pass(1000);
  }
  expect(session.held()).toBe(sizes.reduce((sum, size) => sum + size, 0));
  expect(new Set(stopsAt(session))).toEqual(new Set([990]));
  session.outcomes();
  return session;
}

describe('a stop moved by hand', () => {
  it('goes closer to the market, is written down, and takes the place of the old one once it stands', () => {
    const session = holding(0.0013);
    move(session, 995);
    expect(stopsAt(session)).toContain(990);
    session.pass(1000);
    expect(stopsAt(session)).toEqual([995]);
    expect(told(session, 'stop-moved')).toMatchObject([
      { runId: 'manual', instrument: INSTRUMENT.id, from: 990, trigger: 995 },
    ]);
    expect(session.kernel.rooms.venue.stopsBehind('manual', INSTRUMENT.id)).toMatchObject([
      { lots: 100, standsAt: 995 },
    ]);
    expect(session.held()).toBe(100);
  });

  it('goes farther away as long as the loss there stays within the risk of a trade', () => {
    // 100 lots of 1 USDT a tick and lot lose 100 × (1001 − 900) and fees there: well below 2 % of 1,000,000.
    const session = holding(0.02);
    move(session, 900);
    session.pass(1000);
    expect(stopsAt(session)).toEqual([900]);
    expect(refusals(session)).toEqual([]);
  });

  it('stays where it is when it could lose more than a trade may, and says so in numbers', () => {
    const session = holding(0.002);
    move(session, 900);
    session.pass(1000);
    expect(stopsAt(session)).toEqual([990]);
    const [refusal] = refusals(session);
    const { equityQuote = 0, limit = 0, lossQuote = 0 } = refusal?.measured ?? {};
    expect(refusal?.code).toBe('risk-per-trade');
    expect(limit).toBe(0.002);
    expect(lossQuote).toBeGreaterThan(limit * equityQuote);
  });

  it('is refused through the market, where it would close at once', () => {
    const session = holding();
    move(session, 1000);
    expect(refusals(session)).toEqual([
      { code: 'stop-too-close', measured: { stopTicks: 1000, touchTicks: 1000 } },
    ]);
    expect(stopsAt(session)).toEqual([990]);
  });

  // At 1020 a stop 19 ticks from the entry keeps a gain: 100 lots × 19 are more than 0.13 %, and nobody loses them.
  it('goes back from a gain to a smaller one whatever a trade may lose', () => {
    const session = holding(0.0013);
    session.quote(1100, 1101);
    move(session, 1080);
    session.pass(1000);
    move(session, 1020);
    session.pass(1000);
    expect(stopsAt(session)).toEqual([1020]);
    move(session, 985);
    expect(refusals(session)).toMatchObject([{ code: 'risk-per-trade' }]);
  });

  it.each([
    ['reduce-only', 'reduce-only-state'],
    ['halted', 'kill-switch-engaged'],
  ] as const)('comes closer and is not loosened while trading is %s', (state, code) => {
    const session = holding();
    session.tell({ kind: 'set-trading-state', state, because: 'a test' });
    move(session, 980);
    expect(refusals(session)).toMatchObject([{ code }]);
    move(session, 995);
    session.pass(1000);
    expect(stopsAt(session)).toEqual([995]);
  });

  it('moves every stop behind the position, or none of them', () => {
    const session = holding(0.002, [10, 100]);
    move(session, 995);
    session.pass(1000);
    expect(stopsAt(session)).toEqual([995, 995]);
    session.outcomes();
    move(session, 900);
    session.pass(1000);
    // Ten lots alone could lose 1 %; the hundred beside them could not.
    expect(stopsAt(session)).toEqual([995, 995]);
    expect(refusals(session)).toMatchObject([{ code: 'risk-per-trade' }]);
  });

  it('is the stop of a short position on its other side', () => {
    const session = limitedSession({ riskPerTrade: 0.002 });
    session.quote(1000, 1001);
    session.place('sell', 100, { protectiveStop: ticks(1010) });
    session.pass(1000);
    session.pass(1000);
    move(session, 1005);
    session.pass(1000);
    expect(stopsAt(session)).toEqual([1005]);
    session.outcomes();
    move(session, 1100);
    expect(refusals(session)).toMatchObject([{ code: 'risk-per-trade' }]);
    move(session, 1001);
    expect(refusals(session)).toMatchObject([{ code: 'stop-too-close' }]);
  });

  it('is refused where nothing is held, and where nothing is traded', () => {
    const session = holding();
    move(session, 995, 'somebody');
    session.tell({ kind: 'move-stop', runId: 'manual', instrument: 'test:X/Y', trigger: ticks(5) });
    expect(refusals(session)).toMatchObject([
      { code: 'reduce-only-without-position' },
      { code: 'unknown-instrument' },
    ]);
  });

  it('is refused when more is changed in a second than may be', () => {
    const session = limitedSession({ amendsPerSecond: 0 });
    session.quote(1000, 1001);
    session.place('buy', 10, { protectiveStop: ticks(990) });
    session.pass(1000);
    session.pass(1000);
    move(session, 995);
    expect(refusals(session)).toMatchObject([{ code: 'amends-per-second' }]);
  });
});
