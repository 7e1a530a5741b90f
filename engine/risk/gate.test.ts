import { describe, expect, it } from 'vitest';
import { lots } from '../domain/units/lots.ts';
import { pendingEntryLots, pendingSignedLots } from './gate.ts';
import { openOrder, perpetual } from './gates/situation.fixture.ts';

describe('what is on its way into an instrument', () => {
  const orders = [
    openOrder({ id: 'a', lots: lots(50), filledLots: lots(20) }),
    openOrder({ id: 'b', side: 'sell', lots: lots(7) }),
    openOrder({ id: 'c', side: 'sell', role: 'stop', lots: lots(900) }),
    openOrder({ id: 'd', instrument: 'test:BBB/USDT:USDT', lots: lots(4000) }),
  ];

  it('is what is left of its open entries, of both sides together or of one against the other', () => {
    expect(pendingEntryLots(orders, perpetual.id)).toBe(30 + 7);
    expect(pendingSignedLots(orders, perpetual.id)).toBe(30 - 7);
    expect(pendingSignedLots([], perpetual.id)).toBe(0);
  });
});
