import { z } from 'zod';
import type { Preset } from '../strategy.ts';

const bps = z.number().min(0).max(10_000);
const share = z.number().min(0).max(1);

/** Everything the scorer can be told. Lengths in s or ms, distances in bps of price. */
export const orderFlowParameters = z.strictObject({
  weights: z
    .enum(['fitted', 'described'])
    .default('fitted')
    .describe('Fitted walk-forward on past outcomes, or the weights first described'),
  enterAbove: z.number().min(0).max(1).default(0.4).describe('|score| from which to enter (described only)'),
  imbalanceAbove: share.default(0.2).describe('|book imbalance| that counts (described only)'),
  imbalanceThreshold: z
    .enum(['fixed', 'adaptive'])
    .default('fixed')
    .describe('Hold the imbalance against the fixed level, or against a quantile of those before it'),
  adaptiveShare: z.number().min(0.5).max(0.99).default(0.8).describe('That quantile, from 0 to 1'),
  adaptiveHalfLife: z
    .number()
    .int()
    .min(10)
    .max(100_000)
    .default(2000)
    .describe('Looks after which one counts half'),
  aggressiveAbove: z
    .number()
    .min(0.5)
    .max(1)
    .default(0.65)
    .describe('Buy pressure that counts as aggressive (described only)'),
  levels: z.number().int().min(1).max(50).default(10).describe('Book levels a side in the imbalance'),
  depthWithinBps: z
    .number()
    .min(0.1)
    .max(1000)
    .default(10)
    .describe('Distance from the mid that counts as depth, in bps'),
  momentumSec: z.number().min(1).max(3600).default(10).describe('Window of the order-flow momentum, in s'),
  pressureSec: z.number().min(1).max(3600).default(60).describe('Window of the buy pressure, in s'),
  vwapSec: z.number().min(10).max(86_400).default(3600).describe('Window of the VWAP, in s'),
  profileHours: z.number().int().min(1).max(72).default(24).describe('Window of the volume profile, in h'),
  whaleSample: z
    .number()
    .int()
    .min(100)
    .max(100_000)
    .default(2000)
    .describe('Orders a whale is measured against; a tenth of them is the warm-up'),
  decideEveryMs: z.number().int().min(100).max(60_000).default(1000).describe('How often it looks, in ms'),
  horizonMs: z
    .number()
    .int()
    .min(1000)
    .max(3_600_000)
    .default(30_000)
    .describe('How far ahead an outcome lies, in ms (fitted only)'),
  fitWindow: z
    .number()
    .int()
    .min(100)
    .max(20_000)
    .default(3000)
    .describe('Outcomes a fit looks back (fitted only)'),
  fewestOutcomes: z
    .number()
    .int()
    .min(50)
    .max(20_000)
    .default(200)
    .describe('Outcomes before the first fit (fitted only)'),
  fewestScored: z
    .number()
    .int()
    .min(20)
    .max(20_000)
    .default(100)
    .describe('Forecasts that must have been scored before one counts (fitted only)'),
  skillZ: z
    .number()
    .min(0)
    .max(5)
    .default(1.64)
    .describe('Standard errors by which they must have been better than the base rate (fitted only)'),
  ridge: z.number().min(0.01).max(1000).default(5).describe('Penalty on the weights (fitted only)'),
  stopBps: bps.min(1).default(50).describe('Protective stop from the entry, in bps'),
  targetBps: bps.min(1).default(100).describe('Gain at which the position is closed, in bps'),
  maxHoldMs: z
    .number()
    .int()
    .min(1000)
    .max(604_800_000)
    .default(1_800_000)
    .describe('Longest time in a position, in ms (described only)'),
  slippageBps: bps.default(1).describe('Expected slippage of a round trip beyond the spread, in bps'),
});

export type OrderFlowParameters = z.output<typeof orderFlowParameters>;

export const orderFlowPresets: readonly Preset<OrderFlowParameters>[] = [
  {
    name: 'corrected',
    title: 'Corrected',
    description:
      'Weights come from a logistic regression on past outcomes, fitted walk-forward. Without a fit, or while its forecasts are not better than the base rate by more than luck, it does not vote; what the vote is worth must pay for the round trip.',
    params: { weights: 'fitted' },
  },
  {
    name: 'as-described',
    title: 'As described',
    description:
      'Adds up seven signs with fixed weights (0.30, 0.20, 0.15, 0.15, 0.10, 0.10, 0.10 of 1.10) and enters beyond 0.4, whatever a round trip costs. Kept to show what it does, not because it works.',
    params: { weights: 'described' },
  },
];
