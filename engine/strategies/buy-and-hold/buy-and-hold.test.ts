import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import type { Moment } from '../strategy.ts';
import { buyAndHold } from './buy-and-hold.ts';

const moment: Moment<never> = {
  time: unixMs(0),
  bid: 99,
  ask: 101,
  mid: 100,
  features: {},
  holding: undefined,
  roundTripCostBps: 13,
  equityQuote: 1000,
  entries: 0,
  entriesToday: 0,
};
const run = () => buyAndHold.start(buyAndHold.params.parse({}));

describe('buy and hold', () => {
  it('buys once, with a stop far away', () => {
    expect(run().decide(moment)).toMatchObject({
      kind: 'enter',
      side: 'buy',
      allocation: 0.2,
      stopDistanceBps: 1500,
    });
  });

  it('claims no edge', () => {
    expect(run().decide(moment)).not.toHaveProperty('edgeBps');
  });

  it('keeps what it has, whatever happens', () => {
    const holding = { side: 'buy', openedAt: unixMs(0), entryPrice: 100, gainBps: -1400 } as const;
    expect(run().decide({ ...moment, holding, entries: 1 }).kind).toBe('hold');
  });

  it('does not buy again after it was stopped out, also not after a restart', () => {
    expect(run().decide({ ...moment, entries: 1 }).kind).toBe('hold');
  });
});
