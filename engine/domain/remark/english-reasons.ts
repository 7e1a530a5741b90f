import type { VoteReason } from '../vote/vote-decision.ts';
import type { FlowComponent, ReasonValues } from './reason-values.ts';
import type { Wording } from './wording.ts';

const FLAT_BECAUSE: Readonly<Record<VoteReason, string>> = {
  majority: 'a majority has won',
  'no-quorum': 'too few independent voices',
  tie: 'LONG and SHORT tie',
  margin: 'the better side beats FLAT by too little',
  'flat-preferred': 'FLAT beats both sides',
  cycle: 'the majorities go round in a circle',
};

const COMPONENTS: Readonly<Record<FlowComponent, string>> = {
  profileBias: 'profile bias',
  imbalance: 'book imbalance',
  flowMomentum: 'order-flow momentum',
  vwapDeviation: 'price against vwap',
  depthImbalance: 'depth imbalance',
  buyPressure: 'buy pressure',
  whaleImbalance: 'whale imbalance',
};

/** Reasons with numbers in English, as they are recorded and as the window shows them. */
export const englishReasons: Wording<ReasonValues> = {
  'vote-flat': ({ because, quorum, voices }, f) =>
    `the vote is FLAT: ${FLAT_BECAUSE[because]} (${f.number(voices, 1)} of ${f.plain(quorum)} independent voices)`,
  'slower-vote-opposite': ({ group }) => `the ${group} vote has the opposite winner`,
  'vote-worth-unknown': ({ edgeBps, known, needed }, f) =>
    `${f.plain(known)} of ${f.plain(needed)} outcomes of votes are known: ${f.number(edgeBps, 2)} bps after cost`,
  'vote-worth-measured': ({ costBps, edgeBps, errorBps, meanBps, votes }, f) =>
    `${f.plain(votes)} votes were worth ${f.number(meanBps, 2)} ± ${f.number(errorBps, 2)} bps before costs ` +
    `of ${f.number(costBps, 2)}: ${f.number(edgeBps, 2)} bps after cost`,
  'entries-are-budget': ({ entries }, f) => `${f.plain(entries)} entries today are the budget`,
  'voices-prefer': ({ edgeBps, side, voices }, f) =>
    `${f.number(voices, 1)} independent voices prefer ${side === 'buy' ? 'LONG' : 'SHORT'}, ` +
    `worth ${f.number(edgeBps, 2)} bps after cost`,
  'no-side-wins': ({ ballots }, f) => `no side beats both others and the sum of ${f.plain(ballots)} signals`,
  'formulas-sum-up': ({ ballots, score }, f) =>
    `${f.plain(ballots)} formulas sum up to a mean signal of ${f.number(score, 3)} and the majority agrees`,
  'score-too-small': ({ limit, score }, f) =>
    `the score of ${f.number(score, 2)} is not beyond ${f.plain(limit)}`,
  'flow-score': ({ parts, score }, f) =>
    `order flow scores ${f.number(score, 2)}: ${parts
      .map(({ component, share }) => `${COMPONENTS[component]} ${share > 0 ? '+' : ''}${f.number(share, 2)}`)
      .join(', ')}`,
  'no-fit': ({ known, needed }, f) =>
    `no fit, no vote: ${f.plain(known)} outcomes are known, ${f.plain(needed)} that moved are needed`,
  'no-skill': ({ count, skill }, f) =>
    `its forecasts are not shown to be better than the base rate ` +
    `(skill ${skill === null ? 'unknown' : f.number(skill, 3)} of ${f.plain(count)})`,
  'not-worth-the-cost': ({ edgeBps, probability }, f) =>
    `a probability of ${f.number(probability, 3)} does not pay for the round trip: ${f.number(edgeBps, 2)} bps`,
  'up-is-likely': ({ edgeBps, horizonSec, probability }, f) =>
    `up has a probability of ${f.number(probability, 3)} within ${f.plain(horizonSec)} s, ` +
    `worth ${f.number(edgeBps, 2)} bps after cost`,
  'expects-move': ({ horizonSec, moveBps, t }, f) =>
    `expects ${f.number(moveBps, 2)} bps within ${f.plain(horizonSec)} s (t = ${f.number(t, 1)})`,
  'fades-imbalance': ({ logImbalance }, f) => `fades a log imbalance of ${f.number(logImbalance, 2)}`,
  'plan-target-taken': ({ gain, of, target }, f) =>
    `target ${f.plain(target)} of ${f.plain(of)} at ${f.percent(gain, 2)}`,
  'plan-target': ({ gain }, f) => `target of ${f.percent(gain, 2)} is reached`,
  'plan-stop': ({ loss }, f) => `stop of ${f.percent(loss, 2)} is reached`,
  'plan-trailing': ({ best, given }, f) =>
    `trailing: ${f.percent(given, 2)} given back of a best gain of ${f.percent(best, 2)}`,
  'plan-break-even': ({ activation, left }, f) =>
    `break-even: ${f.percent(left, 2)} left of a gain beyond ${f.percent(activation, 2)}`,
  'plan-time': ({ heldSec, longestSec }, f) =>
    `time: held for ${f.plain(heldSec)} s of ${f.plain(longestSec)}`,
  protects: ({ entryId }) => `protects ${entryId}`,
  'target-of': ({ entryId }) => `target of ${entryId}`,
  'no-counterpart': ({ lots }, f) => `${f.plain(lots)} lots found no counterpart`,
};
