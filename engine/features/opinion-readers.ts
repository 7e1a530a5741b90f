import type { InstrumentId } from '../domain/instrument/instrument.ts';
import { VOTE_GROUPS, type VoteGroup } from '../domain/vote/vote-group.ts';
import type { AnyFormula, FormulaParams } from '../formulas/formula.ts';
import type { Opinions, VoteOutcome } from '../formulas/step-contents.ts';
import { FeatureRun, type SharedRun } from './feature-run.ts';

/** Hears that somebody reads the opinions of a group, or nobody does any more. */
export interface ReaderListener {
  onFirst(instrument: InstrumentId, group: VoteGroup): void;
  onLast(instrument: InstrumentId, group: VoteGroup): void;
}

interface OpinionReader {
  readonly instrument: InstrumentId;
  readonly groups: readonly VoteGroup[];
  readonly run: FeatureRun<'step'>;
  readonly readsOpinions: boolean;
  readonly readsVotes: boolean;
}

const MEDIUM = VOTE_GROUPS.indexOf('medium');

const groupsAt = (place: number): readonly VoteGroup[] =>
  place === VOTE_GROUPS.length ? VOTE_GROUPS : VOTE_GROUPS.slice(place, place + 1);

/**
 * The running formulas that read what other formulas say. Each hears one group, the one at the place its
 * parameter `group` names, the medium one without such a parameter; 3 stands for all of them.
 */
export class OpinionReaders {
  readonly #readers: OpinionReader[] = [];
  #listener: ReaderListener | undefined;

  /** Tells `listener` of every group that is read, now and later. */
  listen(listener: ReaderListener): void {
    this.#listener = listener;
    for (const { groups, instrument } of this.#readers)
      for (const group of groups) listener.onFirst(instrument, group);
  }

  /** Takes note of a run that has started; most read nothing here. */
  start(
    instrument: InstrumentId,
    run: SharedRun,
    { params, reads = [] }: Pick<AnyFormula, 'reads'> & { readonly params: FormulaParams },
  ): void {
    const readsOpinions = reads.includes('opinions');
    const readsVotes = reads.includes('vote');
    if (!(readsOpinions || readsVotes) || !(run instanceof FeatureRun)) return;
    const groups = groupsAt(params['group'] ?? MEDIUM);
    this.#readers.push({ instrument, groups, run, readsOpinions, readsVotes });
    for (const group of groups) this.#listener?.onFirst(instrument, group);
  }

  stop(run: SharedRun): void {
    const place = this.#readers.findIndex((reader) => reader.run === run);
    const [reader] = place < 0 ? [] : this.#readers.splice(place, 1);
    if (reader === undefined) return;
    for (const group of reader.groups) this.#listener?.onLast(reader.instrument, group);
  }

  feedOpinions(instrument: InstrumentId, time: number, opinions: Opinions): void {
    for (const { readsOpinions, run } of this.#of(instrument, opinions.group))
      if (readsOpinions) run.feed({ kind: 'opinions', time, opinions });
  }

  feedVote(instrument: InstrumentId, time: number, vote: VoteOutcome): void {
    for (const { readsVotes, run } of this.#of(instrument, vote.group))
      if (readsVotes) run.feed({ kind: 'vote', time, vote });
  }

  #of(instrument: InstrumentId, group: VoteGroup = 'medium'): OpinionReader[] {
    return this.#readers.filter(
      (reader) => reader.instrument === instrument && reader.groups.includes(group),
    );
  }
}
