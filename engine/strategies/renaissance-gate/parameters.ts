import { z } from 'zod';
import type { Preset } from '../strategy.ts';

const bps = z.number().min(0).max(10_000);

/** Everything the gate can be told. Lengths in ms, costs and distances in bps of price. */
export const renaissanceParameters = z.strictObject({
  sign: z
    .enum(['estimated', 'fade'])
    .default('estimated')
    .describe('Which way imbalance points: estimated from the data, or always faded as first described'),
  levels: z.number().int().min(1).max(50).default(10).describe('Book levels a side in the imbalance'),
  threshold: z
    .number()
    .min(0)
    .max(5)
    .default(0.15)
    .describe('|ln(bid volume / ask volume)| below which there is no signal'),
  signalLevel: z
    .number()
    .min(0)
    .max(5)
    .default(0.2)
    .describe('|imbalance| from which the signal counts as strong'),
  allowWeak: z
    .boolean()
    .default(true)
    .describe('Weak signals keep full confidence; otherwise they keep 80 % of it'),
  confidenceBoost: z
    .number()
    .min(1)
    .max(1.2)
    .default(1.2)
    .describe('Factor on confidence for a strong signal'),
  baseWinRate: z.number().min(0).max(1).default(0.5).describe('Assumed share of winning trades (fade only)'),
  stopBps: bps.min(1).default(50).describe('Protective stop from the entry, in bps'),
  targetBps: bps.min(1).default(150).describe('Gain at which the position is closed, in bps'),
  maxHoldMs: z
    .number()
    .int()
    .min(1000)
    .max(604_800_000)
    .default(86_400_000)
    .describe('Longest time in a position, in ms (fade only)'),
  slippageBps: bps.default(1).describe('Expected slippage of a round trip beyond the spread, in bps'),
  analysisEveryMs: z
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(100)
    .describe('How often the book is looked at, in ms'),
  regressionPairs: z
    .number()
    .int()
    .min(100)
    .max(5000)
    .default(600)
    .describe('Pairs in each rolling regression (estimated only)'),
  minAbsT: z
    .number()
    .min(0)
    .max(20)
    .default(2.6)
    .describe('|slope / standard error| from which a horizon counts (estimated only)'),
  confidenceZ: z
    .number()
    .min(0)
    .max(5)
    .default(1.64)
    .describe('Standard errors taken off the expected move (estimated only)'),
  dailyTradeBudget: z
    .number()
    .int()
    .min(1)
    .max(5000)
    .default(400)
    .describe('Entries a day that may not be exceeded; a budget, not a goal'),
});

export type RenaissanceParameters = z.output<typeof renaissanceParameters>;

export const renaissancePresets: readonly Preset<RenaissanceParameters>[] = [
  {
    name: 'corrected',
    title: 'Corrected',
    description:
      'The sign and size of the imbalance effect are estimated per horizon with HAC errors; only a significant horizon whose cautious expected value pays for the round trip trades. Most of the time it stays out.',
    params: { sign: 'estimated' },
  },
  {
    name: 'as-described',
    title: 'As described',
    description:
      'Fades the imbalance with a fixed sign, assumes half of its trades win, stop 0.5 %, target 1.5 %. Kept to show what it does, not because it works.',
    params: { sign: 'fade' },
  },
  {
    name: 'as-described-conservative',
    title: 'As described, conservative',
    description: 'As described with a threshold of 0.25.',
    params: { sign: 'fade', threshold: 0.25, signalLevel: 0.25 },
  },
  {
    name: 'as-described-aggressive',
    title: 'As described, aggressive',
    description: 'As described with a threshold of 0.10.',
    params: { sign: 'fade', threshold: 0.1 },
  },
];
