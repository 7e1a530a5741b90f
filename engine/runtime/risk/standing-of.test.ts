import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../../domain/risk/risk-policy.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { limitedSession } from './risk.fixture.ts';
import { standingOf } from './standing-of.ts';

/** Whether an entry of a run counts as trading the way back to a mean. */
function isReversion(strategyId: string, params: Record<string, string>, reversion: readonly string[] = []) {
  const session = limitedSession({}, { ...DEFAULT_RULES, reversion });
  session.quote(1000, 1001);
  const run = { runId: 'run', strategyId, instrument: INSTRUMENT.id, params } as const;
  session.tell({ kind: 'start-strategy', ...run });
  const { risk, rooms, time } = session.kernel;
  const intent = {
    runId: 'run',
    instrument: INSTRUMENT.id,
    role: 'entry',
    side: 'buy',
    lots: 1 as never,
    kind: { type: 'market' },
    reduceOnly: false,
    reason: 'a test',
  } as const;
  return standingOf(risk, rooms, intent, time).isReversion;
}

describe('an entry in a consolidation', () => {
  it.each([
    ['renaissance-gate', { sign: 'fade' }, true],
    ['renaissance-gate', { sign: 'estimated' }, false],
    ['order-flow', {}, false],
    ['buy-and-hold', {}, false],
  ] as const)('of %s with %o trades the way back to a mean: %s', (strategyId, params, expected) => {
    expect(isReversion(strategyId, params)).toBe(expected);
  });

  it('trades it where its owner says so', () => {
    expect(isReversion('order-flow', {}, ['order-flow'])).toBe(true);
    expect(isReversion('order-flow', {}, ['formula-vote'])).toBe(false);
  });
});
