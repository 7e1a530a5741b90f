import type { Quote } from '../../../domain/market/quote.ts';
import { VOTE_GROUPS, type VoteGroup } from '../../../domain/vote/vote-group.ts';
import type { Opinions } from '../../step-contents.ts';
import { categoryOf } from './catalogue-category.ts';
import { CondorcetVote, type Voices, type VoteTally } from './condorcet-vote.ts';
import type { VoteMemory } from './vote-memory.ts';
import type { VoteSettings } from './vote-settings.ts';

/**
 * The group at a place: 0 fast, 1 medium, 2 slow.
 * @throws {RangeError} for any other number.
 */
export function groupAt(place: number): VoteGroup {
  const group = VOTE_GROUPS[place];
  if (group === undefined) throw new RangeError(`group must be 0, 1 or 2, was ${place}`);
  return group;
}

/** A vote of whoever is in the first opinions it hears; who joins later begins with the prior. */
export class StartedVote {
  readonly #group: VoteGroup;
  readonly #settings: VoteSettings;
  #ids: readonly number[] = [];
  #vote: CondorcetVote | undefined;
  #quotedAt = NaN;
  #bid = NaN;
  #ask = NaN;

  constructor(groupPlace: number, settings: VoteSettings) {
    this.#group = groupAt(groupPlace);
    this.#settings = settings;
  }

  /** What it has learned; undefined before the first opinions. */
  get memory(): VoteMemory | undefined {
    return this.#vote?.memory;
  }

  onQuote({ ask, bid, time }: Quote): void {
    this.#quotedAt = time;
    this.#bid = bid;
    this.#ask = ask;
    this.#vote?.onQuote(time, bid, ask);
  }

  /** What the opinions come to, without the list of ballots. */
  tally(time: number, opinions: Opinions): VoteTally {
    return this.#voteOf(opinions.ids).tally(time, opinions);
  }

  /** Who has an opinion, without counting what the opinions come to. */
  hear(time: number, opinions: Opinions): Voices {
    return this.#voteOf(opinions.ids).hear(time, opinions);
  }

  #voteOf(ids: readonly number[]): CondorcetVote {
    const isSame = ids.length === this.#ids.length && ids.every((id, place) => id === this.#ids[place]);
    if (this.#vote !== undefined && isSame) return this.#vote;
    const members = ids.map((id) => ({ id, category: categoryOf(id) }));
    const vote = new CondorcetVote({ group: this.#group, members, settings: this.#settings });
    if (this.#vote !== undefined) vote.restore(this.#vote.state());
    if (this.#bid > 0) vote.onQuote(this.#quotedAt, this.#bid, this.#ask);
    this.#vote = vote;
    this.#ids = [...ids];
    return vote;
  }
}
