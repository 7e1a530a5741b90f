import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../archive/durable-file.ts';
import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { VoteGroup } from '../../domain/vote/vote-group.ts';
import { RELIABILITY_BINS } from '../../domain/vote/vote-record.ts';
import type { VoteState } from '../../domain/vote/vote-state.ts';
import type { VoteDeskState, VoteListener } from '../../features/vote-desk.ts';

const TABLE_CELLS = 4;
/** Four counts a pair, each a float of four bytes. */
const PAIR_BYTES = 16;
const pairsOf = (count: number): number => (count * (count - 1)) / 2;
const numbers = z.array(z.number()).readonly();
const bins = z.array(z.number()).length(RELIABILITY_BINS).readonly();
const record = z.strictObject({
  forecasts: z.number(),
  rises: z.number(),
  squaredErrors: z.number(),
  binned: bins,
  binnedRises: bins,
  decided: z.number(),
  hits: z.number(),
  returns: z.number(),
  squaredReturns: z.number(),
  spreads: z.number(),
});
const learned = z
  .strictObject({
    version: z.literal(1),
    ids: numbers,
    hits: numbers,
    misses: numbers,
    tables: numbers,
    pValues: numbers,
    pairs: z.string(),
    record: record.exactOptional(),
  })
  .refine(
    ({ hits, ids, misses, pairs, pValues, tables }) =>
      (pairs === '' || Buffer.from(pairs, 'base64').length === PAIR_BYTES * pairsOf(ids.length)) &&
      [hits, misses, pValues].every((list) => list.length === ids.length) &&
      tables.length === TABLE_CELLS * ids.length,
    'every formula must have its numbers',
  );
const file = z.strictObject({ version: z.literal(1), votes: z.record(z.string(), learned) });

/**
 * What votes learned that were counted for the screen alone, beside those of the session. Votes of a market that
 * happens once are kept in a file, so that they outlive the session and the engine.
 */
export class ScreenVotes {
  /** Hears of every vote that is counted here from the moment its formulas are warm. */
  listener: VoteListener | undefined;
  readonly #path: string | undefined;
  readonly #onFailure: (detail: string) => void;
  readonly #kept = new Map<string, VoteState>();

  /**
   * With a folder, begins with what is kept in it and keeps it there. A file that is missing or cannot be read counts
   * as none: every vote then begins with the prior. `onFailure` is told where it cannot be written.
   */
  constructor(folder?: string, onFailure: (detail: string) => void = () => undefined) {
    this.#onFailure = onFailure;
    this.#path = folder === undefined ? undefined : join(folder, 'votes-on-screen.json');
    if (this.#path === undefined) return;
    for (const [key, state] of Object.entries(readVotes(this.#path)))
      this.#kept.set(key, { ...state, open: [] });
  }

  /**
   * What a vote begins with: what was learned here or in the session, where more outcomes are known. All other
   * votes as in the session.
   */
  beginWith(instrument: InstrumentId, group: VoteGroup, session: VoteDeskState = {}): VoteDeskState {
    const key = keyOf(instrument, group);
    const kept = this.#kept.get(key);
    const isBetter = kept !== undefined && outcomesOf(kept) > outcomesOf(session[key]);
    return isBetter ? { ...session, [key]: kept } : session;
  }

  /** Keeps what a vote has learned by now; its open predictions have no outcome once nobody looks. */
  keep(instrument: InstrumentId, group: VoteGroup, votes: VoteDeskState): void {
    const key = keyOf(instrument, group);
    const state = votes[key];
    if (state === undefined || outcomesOf(state) === outcomesOf(this.#kept.get(key))) return;
    this.#kept.set(key, { ...state, open: [] });
    if (this.#path === undefined) return;
    const kept = [...this.#kept].map(([name, { open: _open, ...rest }]) => [name, rest] as const);
    try {
      replaceFile(this.#path, `${JSON.stringify({ version: 1, votes: Object.fromEntries(kept) })}\n`);
    } catch (error) {
      this.#onFailure(`what votes on screen learned cannot be kept in ${this.#path}: ${String(error)}`);
    }
  }
}

type KeptVotes = z.output<typeof file>['votes'];

function readVotes(path: string): KeptVotes {
  try {
    return file.parse(JSON.parse(readFileSync(path, 'utf8'))).votes;
  } catch {
    return {};
  }
}

const keyOf = (instrument: InstrumentId, group: VoteGroup): string => `${instrument}|${group}`;

/** Outcomes ever of all formulas and of the decisions. */
const outcomesOf = (state: VoteState | undefined): number =>
  (state?.tables.reduce((sum, count) => sum + count, 0) ?? 0) + (state?.record?.forecasts ?? 0);
