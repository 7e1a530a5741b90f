import { z } from 'zod';
import { VOTE_GROUPS } from '../../domain/vote/vote-group.ts';
import type { Preset } from '../strategy.ts';
import type { CalibrationTerms } from './vote-calibration.ts';
import type { VoteBarriers } from './vote-record.ts';

const bps = z.number().min(0).max(10_000);
const signedBps = z.number().min(-10_000).max(10_000);
const share = z.number().min(0).max(1);

/** Everything the vote can be told. Distances in bps of price, times in s, shares from 0 to 1. */
export const formulaVoteParameters = z.strictObject({
  count: z
    .enum(['weighed', 'equal'])
    .default('weighed')
    .describe('Ballots weighed by record and by what others say too, or every formula the same'),
  group: z
    .enum(VOTE_GROUPS)
    .default('medium')
    .describe('Who votes: formulas for the next minute, the next quarter of an hour or the next day'),
  targetBps: bps.min(1).default(60).describe('Gain at which the position is closed, in bps'),
  stopBps: bps.min(1).default(60).describe('Protective stop from the entry, in bps'),
  trailFromBps: bps.default(30).describe('Gain from which a trailing stop follows, in bps'),
  trailBps: bps.min(1).default(20).describe('Least distance of the trailing stop, in bps'),
  maxHoldSec: z
    .number()
    .int()
    .min(60)
    .max(604_800)
    .default(3600)
    .describe('Longest time in a position, in s'),
  minHoldSec: z
    .number()
    .int()
    .min(0)
    .max(86_400)
    .default(300)
    .describe('Before this time only the stop and the opposite winner close, in s'),
  slippageBps: bps.default(1).describe('Expected slippage of a round trip beyond the spread, in bps'),
  fewestOutcomes: z
    .number()
    .int()
    .min(20)
    .max(2000)
    .default(60)
    .describe('Outcomes of votes before their record counts'),
  calibrationWindow: z
    .number()
    .int()
    .min(60)
    .max(2000)
    .default(500)
    .describe('Last outcomes of votes that are looked back on'),
  calibrationRefit: z
    .number()
    .int()
    .min(1)
    .max(500)
    .default(25)
    .describe('Outcomes after which win probabilities are fitted again'),
  edgeZ: z
    .number()
    .min(0)
    .max(5)
    .default(1.64)
    .describe('Standard errors taken off what votes were worth (weighed only)'),
  redBps: signedBps.default(-10).describe('Expected value below which nothing is entered, in bps'),
  greenBps: signedBps.default(1.5).describe('Expected value from which the full size is entered, in bps'),
  yellowShare: share.default(0.5).describe('Part of the size between the two, in small accounts alone'),
  smallEquity: z
    .number()
    .min(0)
    .max(1_000_000)
    .default(25)
    .describe('Most equity of a small account, in quote currency'),
  poolExponent: z
    .number()
    .min(1)
    .max(2.5)
    .default(1.3)
    .describe('How much the pool of the votes of several groups is made more extreme, for the size'),
  kellyShare: share.default(0.5).describe('Part of the Kelly stake that is asked for'),
  maxAllocation: share.default(0.25).describe('Most of equity that is asked for'),
  entriesPerDay: z
    .number()
    .int()
    .min(1)
    .max(500)
    .default(50)
    .describe('Entries a day that may not be exceeded (weighed only)'),
});

export type FormulaVoteParameters = z.output<typeof formulaVoteParameters>;

/** Where a trade on a vote ends. */
export const barriersOf = ({ maxHoldSec, stopBps, targetBps }: FormulaVoteParameters): VoteBarriers => ({
  targetBps,
  stopBps,
  maxHoldMs: maxHoldSec * 1000,
});

/** How outcomes become win probabilities. */
export const termsOf = (params: FormulaVoteParameters): CalibrationTerms => ({
  window: Math.max(params.calibrationWindow, params.fewestOutcomes),
  refit: params.calibrationRefit,
  fewest: params.fewestOutcomes,
});

/** A quarter of an hour and an hour, scaled to formulas that look a minute ahead. */
const FAST = {
  targetBps: 20,
  stopBps: 20,
  trailFromBps: 10,
  trailBps: 8,
  maxHoldSec: 300,
  minHoldSec: 0,
} as const;

export const formulaVotePresets: readonly Preset<FormulaVoteParameters>[] = [
  {
    name: 'corrected',
    title: 'Corrected',
    description:
      'Formulas are weighed by their own record and share a voice where they err together. The winner is traded only when filters are open and what votes of this conviction were worth so far, less 1.64 standard errors, pays for the round trip. Without a record it stays out.',
    params: { count: 'weighed' },
  },
  {
    name: 'corrected-fast',
    title: 'Corrected, fast vote',
    description:
      'The same with the formulas of the next minute: target and stop 20 bps, five minutes at the longest.',
    params: { count: 'weighed', group: 'fast', ...FAST },
  },
  {
    name: 'as-described',
    title: 'As described',
    description:
      'Every formula counts the same, copies too: it enters where the sum of all signals and the majorities of pairs agree, with half of a Kelly stake, target 1.5 %, stop 0.5 %. Until 60 votes have ended every one is taken to win at least every second time. Kept to show what it does, not because it works.',
    params: { count: 'equal', targetBps: 150, stopBps: 50, minHoldSec: 0, maxHoldSec: 86_400 },
  },
  {
    name: 'as-described-fast',
    title: 'As described, fast vote',
    description: 'As described with the formulas of the next minute.',
    params: {
      count: 'equal',
      group: 'fast',
      targetBps: 150,
      stopBps: 50,
      minHoldSec: 0,
      maxHoldSec: 86_400,
    },
  },
];
