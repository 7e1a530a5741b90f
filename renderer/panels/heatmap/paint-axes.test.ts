import { describe, expect, it } from 'vitest';
import { quotePlaces } from './paint-axes.ts';

describe('the quotes on the price axis', () => {
  it('stand beside their prices, the ask above and the bid below', () => {
    expect(quotePlaces(100, 104, 400)).toEqual({ ask: 92, bid: 112 });
    expect(quotePlaces(100, 300, 400)).toEqual({ ask: 92, bid: 308 });
  });

  it('do not lie on each other when both are off the same edge', () => {
    expect(quotePlaces(-60, -50, 400)).toEqual({ ask: 8, bid: 24 });
    expect(quotePlaces(500, 510, 400)).toEqual({ ask: 376, bid: 392 });
  });
});
