import type { RejectCode } from '../../domain/order/order.ts';
import type { OutcomeClass } from '../../domain/venue/venue-report.ts';
import {
  CLASS_OF,
  type Follows,
  LIMITED_STATUSES,
  OUTCOME_TABLE,
  type OutcomeRow,
  type OutcomeVenue,
} from './outcome-table.ts';

/** What a request was for: a new order, something done to one, or a question. */
export type Purpose = 'place' | 'change' | 'ask';

/** A refusal by a venue, as far as it is needed to judge it. */
export interface RefusedReply {
  readonly status: number;
  /** The venue's code; undefined where its answer holds none. */
  readonly code: string | undefined;
}

/** What a refusal means for the request, and what else follows from it. */
export interface Outcome {
  readonly class: OutcomeClass;
  /** The venue does not know the order. */
  readonly isAbsent: boolean;
  /** Our clock is to be measured anew. */
  readonly isAboutClock: boolean;
  /** The venue does not accept the key. */
  readonly isAboutKey: boolean;
  /** Why an order was refused, in our own words. */
  readonly reason: RejectCode | undefined;
}

type Rows = ReadonlyMap<string, OutcomeRow>;

const rowsOf = (rows: readonly OutcomeRow[]): Rows => new Map(rows.map((row) => [row[0], row]));
const TABLES: Readonly<Record<OutcomeVenue, Rows>> = {
  bybit: rowsOf(OUTCOME_TABLE.bybit),
  binance: rowsOf(OUTCOME_TABLE.binance),
  okx: rowsOf(OUTCOME_TABLE.okx),
  kraken: rowsOf(OUTCOME_TABLE.kraken),
  coinbase: rowsOf(OUTCOME_TABLE.coinbase),
};

const FIRST_SERVER_ERROR = 500;
const PLAIN = { isAbsent: false, isAboutClock: false, isAboutKey: false, reason: undefined } as const;
const UNKNOWN: Outcome = { class: 'unknown', ...PLAIN };
const LIMITED: Outcome = { class: 'limited', ...PLAIN };

/**
 * Judges a refusal by our own table. What the table does not hold is unknown, and so is everything a failing
 * server says, unless it says that it held the request off.
 */
export function outcomeOf(venue: OutcomeVenue, purpose: Purpose, { code, status }: RefusedReply): Outcome {
  const row = code === undefined ? undefined : TABLES[venue].get(code);
  if (LIMITED_STATUSES[venue].includes(status)) return LIMITED;
  if (row === undefined) return UNKNOWN;
  const [, place, change, , follows] = row;
  const verdict = CLASS_OF[purpose === 'place' ? place : change];
  if (status >= FIRST_SERVER_ERROR && verdict !== 'limited') return UNKNOWN;
  return { class: verdict, ...whatFollows(follows) };
}

function whatFollows(follows: Follows | undefined): Omit<Outcome, 'class'> {
  if (follows === undefined) return PLAIN;
  if (follows === 'absent') return { ...PLAIN, isAbsent: true };
  if (follows === 'clock') return { ...PLAIN, isAboutClock: true };
  return follows === 'key' ? { ...PLAIN, isAboutKey: true } : { ...PLAIN, reason: follows };
}
