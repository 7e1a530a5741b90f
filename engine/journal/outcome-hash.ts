import { createHash, type Hash } from 'node:crypto';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import { canonicalJson } from './canonical-json.ts';
import { withoutCodes } from '../domain/session/without-codes.ts';

/**
 * SHA-256 over a session's recorded outcomes, taken up one at a time. Two runs of the same seed,
 * configuration and event log end on the same digest, in whatever portions they were added. Codes of reasons
 * repeat the texts beside them and are no part of it.
 */
export class OutcomeHash {
  readonly #hash: Hash = createHash('sha256');

  /** Takes up the next outcome; answers its text, which the journal stores. */
  add({ index, outcome, sequence, time }: RecordedOutcome): string {
    const payload = canonicalJson(outcome);
    const told = withoutCodes(outcome);
    const hashed = told === outcome ? payload : canonicalJson(told);
    // The canonical JSON of the whole, its fields in order.
    this.#hash.update(`{"index":${index},"outcome":${hashed},"sequence":${sequence},"time":${time}}\n`);
    return payload;
  }

  /** Lower-case hex of everything added so far; more may be added afterwards. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }
}
