import { describe, expect, it } from 'vitest';
import { INSTRUMENT, limitAt } from '../../execution/fixtures/scripted-market.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import type { ToldSession } from '../kernel.fixture.ts';
import { limitedSession, told } from './risk.fixture.ts';

const holdBack = (session: ToldSession) =>
  session.tell({ kind: 'set-trading-state', state: 'reduce-only', because: 'a test' });
const refusalsOf = (session: ToldSession) =>
  told(session, 'intent-refused').map(({ refusal }) => refusal.code);

/** Holds ten lots and has an entry of five at rest. */
function holding(): ToldSession {
  const session = limitedSession();
  session.quote(100, 101);
  session.place('buy', 10);
  session.pass(1000);
  session.place('buy', 5, { kind: limitAt(98) });
  session.pass(1000);
  expect(session.openOf('entry')).toHaveLength(1);
  session.outcomes();
  return session;
}

describe('only what makes positions smaller, by hand', () => {
  it('takes resting entries back, lets no new one out, and leaves exits and stops alone', () => {
    const session = holding();
    holdBack(session);
    session.place('buy', 1);
    expect(refusalsOf(session)).toEqual(['reduce-only-state']);
    session.pass(1000);
    session.quote(96, 97);
    session.pass(1000);
    expect(session.held()).toBe(10);
    expect(session.openOf('entry')).toEqual([]);
    expect(session.openOf('stop').map((stop) => stop.lots)).toEqual([10]);
    session.place('sell', 4, { reduceOnly: true });
    session.pass(1000);
    expect(session.held()).toBe(6);
  });

  it('stays over a restart and over midnight: a person has to let entries out again', () => {
    const session = holding();
    holdBack(session);
    const next = limitedSession({}, {}, [INSTRUMENT], canonicalJson(session.kernel.state()));
    next.pass(session.kernel.time + 86_400_000);
    expect(next.kernel.tradingState).toBe('reduce-only');
    next.tell({ kind: 'set-trading-state', state: 'active', because: 'a test' });
    next.quote(100, 101);
    next.place('buy', 1);
    expect(refusalsOf(next)).toEqual([]);
  });

  it('goes on to a freeze', () => {
    const session = holding();
    holdBack(session);
    session.tell({ kind: 'set-trading-state', state: 'halted', because: 'a test' });
    expect(session.kernel.tradingState).toBe('halted');
  });
});
