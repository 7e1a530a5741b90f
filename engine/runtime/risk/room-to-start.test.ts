import { describe, expect, it } from 'vitest';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { ToldSession } from '../kernel.fixture.ts';
import { limitedSession } from './risk.fixture.ts';
import { roomToStart } from './room-to-start.ts';

const costly = (id: string, minNotional: string) =>
  ({ ...INSTRUMENT, id, minNotional: moneyFromDecimal(minNotional) }) as typeof INSTRUMENT;

/** Two instruments whose smallest orders are worth 260,000 of an account of 1,000,000. */
const two = [costly('test:A/USDT:USDT', '260000'), costly('test:B/USDT:USDT', '260000')];

describe('R-OR-13: room for a strategy to start', () => {
  it('is there while every symbol’s share is twice its smallest order, and a second run shares a symbol', () => {
    const session = limitedSession({}, {}, two);
    expect(roomToStart(session.kernel, two[0]?.id ?? '')).toEqual({
      isEnough: true,
      perSymbolQuote: 1_000_000,
      neededQuote: 520_000,
    });
    session.tell({
      kind: 'start-strategy',
      runId: 'run',
      strategyId: 'buy-and-hold',
      instrument: two[0]?.id ?? '',
      params: {},
    });
    expect(roomToStart(session.kernel, two[0]?.id ?? '').isEnough).toBe(true);
    expect(roomToStart(session.kernel, two[1]?.id ?? '')).toEqual({
      isEnough: false,
      perSymbolQuote: 500_000,
      neededQuote: 520_000,
    });
  });

  it('is not asked for in a session that was written before there were limits', () => {
    expect(roomToStart(new ToldSession(two).kernel, two[1]?.id ?? '').isEnough).toBe(true);
  });
});
