import { z } from 'zod';
import { defineStrategy } from '../strategy.ts';

const DAY_MS = 86_400_000;

/**
 * Buys once and stays. The baseline every other strategy has to beat after costs: whoever cannot
 * do better than holding the instrument has found no edge.
 */
export const buyAndHold = defineStrategy({
  id: 'buy-and-hold',
  title: 'Buy and hold',
  hypothesis: 'The instrument itself rises by more than one round trip costs.',

  params: z.strictObject({
    allocation: z.number().gt(0).max(1).default(0.2).describe('Share of equity to put in, as a fraction'),
    stopBps: z.number().min(10).max(5000).default(1500).describe('Protective stop below the entry, in bps'),
  }),

  presets: [
    {
      name: 'default',
      title: 'A fifth of the account',
      description: 'Buys 20 % of equity once, with a protective stop 15 % below.',
      params: {},
    },
  ],

  needs: () => ({}),
  decideEveryMs: () => 1000,
  // It would buy as well a day later: what it waits for is no price.
  signalSource: () => ({ barMs: DAY_MS }),
  regimeTraits: () => ({ sides: ['buy'], isReversion: false, saysHowSure: false }),

  start(params) {
    return {
      decide({ entries, holding }) {
        if (holding) return { kind: 'hold', reason: { code: 'holding' } };
        if (entries > 0) return { kind: 'hold', reason: { code: 'stopped-out' } };
        return {
          kind: 'enter',
          side: 'buy',
          reason: { code: 'buys-once' },
          stopDistanceBps: params.stopBps,
          allocation: params.allocation,
          measured: {},
        };
      },
      measures: () => [],
    };
  },
});
