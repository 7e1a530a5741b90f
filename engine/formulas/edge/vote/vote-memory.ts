import type { CompetenceView } from '../../../domain/vote/vote-decision.ts';
import type { VoteState } from '../../../domain/vote/vote-state.ts';
import { Competences } from './competences.ts';
import { ErrorCounts } from './error-counts.ts';
import { OpenPredictions } from './open-predictions.ts';
import { packFloats, unpackFloats } from './packed-floats.ts';
import { SkillCounts } from './skill-counts.ts';
import type { VoteSettings } from './vote-settings.ts';

const TABLE_CELLS = 4;
const PAIR_KINDS = 4;

/** A formula that votes. */
export interface VoteMember {
  readonly id: number;
  readonly category: string;
}

type Learned = Pick<VoteState, 'hits' | 'misses' | 'pairs' | 'pValues' | 'tables'>;

/** Everything a vote learns of its members, each at its place by number. */
export class VoteMemory {
  readonly competences: Competences;
  readonly errors: ErrorCounts;
  readonly skill: SkillCounts;
  readonly predictions: OpenPredictions;
  readonly #members: readonly VoteMember[];
  /** Views that still hold: most members have no outcome between two votes. */
  #views: (CompetenceView | undefined)[] = [];
  readonly #ids: readonly number[];
  #learned: Learned | undefined;

  /** `members` are in the order of their numbers. */
  constructor(members: readonly VoteMember[], settings: VoteSettings, horizonMs: number) {
    const categories = members.map(({ category }) => category);
    this.#members = members;
    this.#ids = Object.freeze(members.map(({ id }) => id));
    this.competences = new Competences(members.length, settings);
    this.errors = new ErrorCounts(categories, settings.forget, horizonMs / 2);
    this.skill = new SkillCounts(members.length);
    this.predictions = new OpenPredictions(members.length, horizonMs);
  }

  /** What is known of a member; the same object until something else is. */
  competenceOf(place: number): CompetenceView {
    const known = this.#views[place];
    if (known !== undefined) return known;
    const { competences, skill } = this;
    const { high, low } = competences.interval(place);
    const view: CompetenceView = {
      probability: competences.probability(place),
      low,
      high,
      outcomes: skill.outcomes(place),
      hits: skill.hits(place),
      isSkilful: skill.isSkilful(place),
    };
    this.#views[place] = view;
    return view;
  }

  /** Learns from every prediction that has its outcome with this mid price. */
  settle(time: number, mid: number): void {
    for (const { isUp, openedAt, place, side } of this.predictions.settle(time, mid)) {
      const isRight = isUp === side > 0;
      this.competences.score(place, isRight);
      this.errors.score(place, openedAt, isRight);
      this.skill.score(place, side, isUp);
      // Whether one is skilful depends on all.
      this.#views = [];
      this.#learned = undefined;
    }
  }

  /** Nobody saw the market for a while: what is open has no outcome, and what was last is no neighbor. */
  voidOpen(): void {
    this.predictions.voidAll();
    this.errors.forgetLast();
  }

  /** Of one outcome to the next the same frozen lists and the same text: nobody has to look through them again. */
  state(): VoteState {
    const open = this.#ids.flatMap((id, place) => {
      const prediction = this.predictions.at(place);
      return prediction ? [{ id, ...prediction }] : [];
    });
    this.#learned ??= this.#written();
    return { version: 1, ids: this.#ids, ...this.#learned, open };
  }

  /**
   * Puts back what another vote learned of the same formulas; those that are new begin with the prior.
   * Predictions stay open: void them where time passed unseen.
   */
  restore(state: VoteState): void {
    this.#views = [];
    this.#learned = undefined;
    const before = new Map(state.ids.map((id, place) => [id, place]));
    const places = this.#members.map(({ id }) => before.get(id));
    this.#restoreCompetences(state, places);
    this.#restorePairs(state, places);
    for (const { id, ...prediction } of state.open) {
      const place = this.#members.findIndex((member) => member.id === id);
      if (place >= 0) this.predictions.open(place, prediction);
    }
  }

  #written(): Learned {
    const { competences, errors, skill } = this;
    return {
      hits: Object.freeze([...competences.hits]),
      misses: Object.freeze([...competences.misses]),
      tables: Object.freeze([...skill.tables]),
      pValues: Object.freeze([...skill.pValues]),
      pairs: packFloats(errors.counts),
    };
  }

  #restoreCompetences(
    { hits, misses, pValues, tables }: VoteState,
    places: readonly (number | undefined)[],
  ): void {
    for (const [place, was] of places.entries()) {
      if (was === undefined) continue;
      this.competences.restore(place, hits[was] ?? 0, misses[was] ?? 0);
      for (let cell = 0; cell < TABLE_CELLS; cell += 1)
        this.skill.tables[place * TABLE_CELLS + cell] = tables[was * TABLE_CELLS + cell] ?? 0;
      this.skill.restore(place, pValues[was] ?? 1);
    }
  }

  #restorePairs({ ids, pairs }: VoteState, places: readonly (number | undefined)[]): void {
    const counts = unpackFloats(pairs, ((ids.length * (ids.length - 1)) / 2) * PAIR_KINDS);
    let at = 0;
    for (let i = 0; i < places.length; i += 1) {
      for (let j = i + 1; j < places.length; j += 1, at += PAIR_KINDS) {
        const from = pairPlace(places[i], places[j], ids.length) * PAIR_KINDS;
        for (let kind = 0; kind < PAIR_KINDS; kind += 1)
          this.errors.counts[at + kind] = counts[from + kind] ?? 0;
      }
    }
    this.errors.refresh();
  }
}

/** Where the counts of two places are among those of `count` formulas; NaN where one of them is new. */
const pairPlace = (i: number | undefined, j: number | undefined, count: number): number =>
  i === undefined || j === undefined ? NaN : (i * (2 * count - i - 1)) / 2 + j - i - 1;
