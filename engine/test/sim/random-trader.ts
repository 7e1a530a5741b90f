import { z } from 'zod';
import { Random } from '../../numerics/random.ts';
import { type Decision, defineStrategy, type Strategy } from '../../strategies/strategy.ts';

const params = z.strictObject({
  seed: z.number().int(),
  /** How often it looks, in ms. */
  everyMs: z.number().int(),
  /** The bar its entries are said to follow, in ms; order flow when left out. */
  barMs: z.number().int().optional(),
  /** From then on it only leaves, in unix ms. */
  until: z.number().int(),
});

const ENTER = 0.12;
const EXIT = 0.06;

/**
 * Enters and leaves at random. What it decides at a moment depends on its seed and that moment alone, so that a
 * run that was interrupted and one that is run again decide the same.
 */
const randomTrader = defineStrategy({
  id: 'random-trader',
  title: 'Random trader',
  hypothesis: 'None: it is there to keep an engine busy.',
  params,
  presets: [{ name: 'default', title: 'Default', description: 'Trades at random.', params: {} }],
  needs: () => ({}),
  decideEveryMs: ({ everyMs }) => everyMs,
  signalSource: ({ barMs }) => (barMs === undefined ? 'order-flow' : { barMs }),
  regimeTraits: () => ({ sides: ['buy', 'sell'], isReversion: false, saysHowSure: false }),
  start: ({ seed, until }) => ({
    measures: () => [],
    decide: ({ holding, time }): Decision => {
      const random = new Random(seed * 1_000_003 + (time % 1_000_000_007));
      const draw = random.uniform();
      if (holding && draw < EXIT) return { kind: 'exit', reason: { words: 'drawn' }, measured: {} };
      if (holding || draw >= ENTER || time >= until) return { kind: 'hold', reason: { words: 'drawn' } };
      return {
        kind: 'enter',
        side: random.uniform() < 0.5 ? 'buy' : 'sell',
        reason: { words: 'drawn' },
        stopDistanceBps: 15 + random.integer(80),
        allocation: 0.01 + 0.04 * random.uniform(),
        measured: {},
      };
    },
  }),
});

export const SIMULATED_STRATEGIES: ReadonlyMap<string, Strategy> = new Map([
  [randomTrader.id, randomTrader as unknown as Strategy],
]);
