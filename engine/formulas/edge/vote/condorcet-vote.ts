import type { VoteDecision } from '../../../domain/vote/vote-decision.ts';
import { VOTE_HORIZON_MS, type VoteGroup } from '../../../domain/vote/vote-group.ts';
import type { VoteState } from '../../../domain/vote/vote-state.ts';
import type { Opinions } from '../../step-contents.ts';
import { ballotOf } from './ballot.ts';
import { countVotes, type Voter } from './count-votes.ts';
import { majorityProbability, nearestOdd } from './jury.ts';
import { clustersOf } from './voter-clusters.ts';
import { decidePairwise, type PairwiseOutcome } from './pairwise.ts';
import { type VoteMember, VoteMemory } from './vote-memory.ts';
import { ballotsOf, type Cast, type Counted } from './voter-ballots.ts';
import { PAPER_VOTE, settingsText, type VoteSettings } from './vote-settings.ts';

const STALE: Cast = { abstention: 'stale' };
const NOT_READY: Cast = { abstention: 'not-ready' };

/** A decision without the ballots it rests on. */
export type VoteTally = Omit<VoteDecision, 'ballots'>;

/** How many have an opinion, and how often they are right on average; one half where there are none. */
export interface Voices {
  readonly count: number;
  readonly probability: number;
}

/** Which group votes, who is in it, and by which rules. */
export interface VoteOptions {
  readonly group: VoteGroup;
  readonly members: readonly VoteMember[];
  /** Those of paper trading when left out. */
  readonly settings?: VoteSettings;
}

/**
 * The vote of one group of direction formulas on one instrument. It is told quotes and opinions in the
 * order of time, learns from the quotes how often each formula is right and how much they err together,
 * and answers each set of opinions with a decision. Same inputs, same state: same decision.
 *
 * Sources: Condorcet (1785); Nitzan & Paroush (1982); Shapley & Grofman (1984); Ladha (1992); Black (1948).
 */
export class CondorcetVote {
  readonly group: VoteGroup;
  readonly members: readonly VoteMember[];
  /** What it has learned. */
  readonly memory: VoteMemory;
  readonly #settings: VoteSettings;
  readonly #parameters: string;
  #quotedAt = NaN;
  #bid = NaN;
  #ask = NaN;

  constructor({ group, members, settings = PAPER_VOTE }: VoteOptions) {
    this.group = group;
    this.members = members.toSorted((a, b) => a.id - b.id);
    this.memory = new VoteMemory(this.members, settings, VOTE_HORIZON_MS[group]);
    this.#settings = settings;
    this.#parameters = settingsText(settings);
  }

  /** The best quote from now on; scores the predictions whose horizon has passed. */
  onQuote(time: number, bid: number, ask: number): void {
    this.#quotedAt = time;
    this.#bid = bid;
    this.#ask = ask;
    if (this.memory.predictions.isDue(time)) this.memory.settle(time, (bid + ask) / 2);
  }

  /** The feed has a gap or was away: nothing open has an outcome, and there is no price until the next quote. */
  onGap(): void {
    this.memory.voidOpen();
    this.#bid = NaN;
  }

  /** Counts the ballots of these opinions and opens a prediction for every formula that has none. */
  decide(time: number, opinions: Opinions): VoteDecision {
    const counted = this.#count(time, opinions);
    return { ...this.#tallyOf(time, counted), ballots: ballotsOf(this.members, this.memory, counted) };
  }

  /** The same without the list of ballots, which costs most of the time. */
  tally(time: number, opinions: Opinions): VoteTally {
    return this.#tallyOf(time, this.#count(time, opinions));
  }

  /** Opens the same predictions and only says who has an opinion, without counting. */
  hear(time: number, opinions: Opinions): Voices {
    const { competences } = this.memory;
    const cast = this.#castAll(opinions);
    this.#openPredictions(time, cast);
    let count = 0;
    let sum = 0;
    for (let place = 0; place < cast.length; place += 1) {
      if (cast[place]?.voter === undefined) continue;
      count += 1;
      sum += competences.probability(place);
    }
    return { count, probability: count > 0 ? sum / count : 0.5 };
  }

  /** Formulas whose errors correlate with at least `atLeast`, directly or over others: their numbers, largest cluster first. */
  clusters(atLeast: number): readonly (readonly number[])[] {
    const { errors } = this.memory;
    const places = clustersOf(this.members.length, (i, j) => errors.correlation(i, j) >= atLeast);
    return places.map((cluster) => cluster.map((place) => (this.members[place] as VoteMember).id));
  }

  state(): VoteState {
    return this.memory.state();
  }

  restore(state: VoteState): void {
    this.memory.restore(state);
  }

  #count(time: number, opinions: Opinions): Counted {
    const cast = this.#castAll(opinions);
    this.#openPredictions(time, cast);
    const voters: Voter[] = [];
    const places: number[] = [];
    for (let place = 0; place < cast.length; place += 1) {
      const voter = cast[place]?.voter;
      if (voter === undefined || !(voter.logOdds > 0)) continue;
      voters.push(voter);
      places.push(place);
    }
    const count = countVotes(voters, this.memory.errors.shared(places), this.#settings.neutral);
    return { cast, voters, count };
  }

  /** In the order of the members. */
  #castAll(opinions: Opinions): Cast[] {
    const cast: Cast[] = [];
    for (let place = 0; place < this.members.length; place += 1)
      cast.push(this.#cast(this.members[place] as VoteMember, place, opinions));
    return cast;
  }

  #cast({ id }: VoteMember, place: number, opinions: Opinions): Cast {
    const at = opinions.ids[place] === id ? place : placeOf(id, opinions.ids);
    const signal = opinions.signals[at] ?? NaN;
    const confidence = opinions.confidences[at] ?? NaN;
    if (opinions.isStale?.[at] === 1) return STALE;
    if (opinions.isReady[at] !== 1 || !Number.isFinite(signal) || !Number.isFinite(confidence))
      return NOT_READY;
    if (confidence < this.#settings.minConfidence) return { abstention: 'unsure', signal, confidence };
    const ballot = ballotOf(signal, this.#settings);
    return {
      signal,
      confidence,
      voter: { place, ballot, signal, confidence, logOdds: this.memory.competences.logOdds(place) },
    };
  }

  #openPredictions(time: number, cast: readonly Cast[]): void {
    if (!(this.#bid > 0) || this.#quotedAt > time) return;
    const mid = (this.#bid + this.#ask) / 2;
    const halfSpread = Math.log(this.#ask / this.#bid) / 2;
    for (let place = 0; place < cast.length; place += 1) {
      const voter = cast[place]?.voter;
      if (!voter || Math.abs(voter.signal) <= this.#settings.neutral) continue;
      if (this.memory.predictions.at(voter.place)) continue;
      const side = voter.signal > 0 ? 1 : -1;
      this.memory.predictions.open(voter.place, { time, side, mid, halfSpread });
    }
  }

  #tallyOf(time: number, counted: Counted): VoteTally {
    const { count, voters } = counted;
    const { effectiveVotes, margins, totalWeight } = count;
    const categories = this.#categoriesOf(voters);
    const { flatMargin, minCategories, quorum } = this.#settings;
    const hasQuorum = effectiveVotes >= quorum && categories.length >= minCategories && totalWeight > 0;
    const { reason, winner }: PairwiseOutcome = hasQuorum
      ? decidePairwise(margins, totalWeight, flatMargin)
      : { winner: 0, reason: 'no-quorum' };
    const probabilityUp = 1 / (1 + Math.exp(-count.logOdds));
    const juryProbability = this.#juryOf(counted);
    const lead = winner > 0 ? margins.longFlat : -margins.flatShort;
    const sure = Math.min(Math.abs(2 * probabilityUp - 1), Math.max(0, 2 * juryProbability - 1));
    return {
      time,
      group: this.group,
      winner,
      reason,
      signal: winner === 0 ? 0 : winner * Math.min(1, Math.max(0, lead / totalWeight)),
      confidence: winner === 0 ? 0 : sure,
      probabilityUp,
      margins,
      totalWeight,
      voters: voters.length,
      effectiveVotes,
      categories,
      juryProbability,
      quorum: { votes: quorum, categories: minCategories },
      parameters: this.#parameters,
    };
  }

  /** One half without voters: nobody knows better than a coin. */
  #juryOf({ count, voters }: Counted): number {
    if (voters.length === 0) return 0.5;
    const { competences } = this.memory;
    let sum = 0;
    for (const { place } of voters) sum += competences.probability(place);
    return majorityProbability(nearestOdd(count.effectiveVotes), sum / voters.length);
  }

  /** Each once, in the order of the voters: a set of a dozen takes longer than to look through them. */
  #categoriesOf(voters: readonly Voter[]): string[] {
    const categories: string[] = [];
    for (const { place } of voters) {
      const category = this.members[place]?.category ?? '';
      if (!categories.includes(category)) categories.push(category);
    }
    return categories;
  }
}

/** Place of a number in an ascending list; -1 where it is not in it. */
function placeOf(id: number, ids: readonly number[]): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ids[middle] as number;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
