import type { Decision, Measure, StrategyRun } from '../strategy.ts';
import { type EqualCount, countEqually } from './equal-count.ts';
import { kellyAllocation } from './kelly-allocation.ts';
import { leave } from './leave.ts';
import { barriersOf, type FormulaVoteParameters, termsOf } from './parameters.ts';
import { valueGate } from './value-gate.ts';
import type { VoteFeature, VoteMoment } from './vote-features.ts';
import { type Outlook, outlookOf } from './vote-outlook.ts';
import { VoteRecord } from './vote-record.ts';

const BPS = 10_000;

/** The vote as first described: every formula the same, copies too. */
export function startEqual(params: FormulaVoteParameters, memory?: unknown): StrategyRun<VoteFeature> {
  let votedAt = NaN;
  let count: EqualCount | undefined;
  let outlook: Outlook | undefined;
  const record = new VoteRecord(barriersOf(params), termsOf(params), memory);

  return {
    decide(moment) {
      const vote = moment.votes?.[params.group];
      if (vote !== undefined && vote.time !== votedAt) {
        votedAt = vote.time;
        count = countEqually(vote.ballots);
      }
      const counted = vote && count && { ...vote, ...asVote(count) };
      record.observe(moment.time, moment.mid, counted);
      outlook = outlookOf(record.outcomes, Math.abs(count?.score ?? 0), moment.roundTripCostBps, params);
      if (moment.holding) return leave(moment.holding, moment, counted, params);
      return enter(moment, { count, outlook }, params);
    },
    measures: (): Measure[] => [
      { name: 'Winner', value: count?.winner, unit: '-1 short, 0 flat, 1 long' },
      { name: 'Mean signal', value: count?.score, unit: '-1 to 1' },
      { name: 'Ballots', value: count?.ballots, unit: 'count' },
      { name: 'LONG over SHORT', value: count?.longShort, unit: 'ballots' },
      { name: 'LONG over FLAT', value: count?.longFlat, unit: 'ballots' },
      { name: 'FLAT over SHORT', value: count?.flatShort, unit: 'ballots' },
      { name: 'Win probability', value: outlook?.winProbability, unit: 'share' },
      { name: 'Net expected value', value: outlook?.edgeBps, unit: 'bps' },
      { name: 'Outcomes of votes', value: record.outcomes.worth.count, unit: 'count' },
    ],
    memory: () => record.outcomes.memory(),
  };
}

/** Agreement is all the conviction that an equal count has. */
const asVote = ({ score, winner }: EqualCount) => ({ winner, signal: score, confidence: 1 });

function enter(
  { equityQuote, votes }: VoteMoment,
  { count, outlook }: { readonly count: EqualCount | undefined; readonly outlook: Outlook },
  params: FormulaVoteParameters,
): Decision {
  const vote = votes?.[params.group];
  if (vote === undefined || count === undefined) return { kind: 'hold', reason: { code: 'no-vote-yet' } };
  const { ballots, flatShort, longFlat, longShort, score, winner } = count;
  if (winner === 0) return { kind: 'hold', reason: { code: 'no-side-wins', values: { ballots } } };
  const { costBps, edgeBps, reason, winProbability } = outlook;
  const side = winner > 0 ? 'buy' : 'sell';
  const part = valueGate(edgeBps, equityQuote, params);
  if (part === 0) return { kind: 'hold', reason, blocked: { gate: 'cost', side } };
  const { stopBps, targetBps } = params;
  const bet = { winProbability, gain: targetBps / BPS, loss: stopBps / BPS };
  return {
    kind: 'enter',
    side,
    stopDistanceBps: stopBps,
    allocation: kellyAllocation(bet, params) * part,
    reason: { code: 'formulas-sum-up', values: { ballots, score } },
    measured: {
      signal: score,
      confidence: Math.abs(score),
      ballots,
      longShort,
      longFlat,
      flatShort,
      winProbability,
      edgeBps,
      costBps,
    },
  };
}
