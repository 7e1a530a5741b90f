import { createHash, type Hash } from 'node:crypto';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * SHA-256 over a session's recorded outcomes, taken up one at a time. Two runs of the same seed,
 * configuration and event log end on the same digest, in whatever portions they were added.
 */
export class OutcomeHash {
  readonly #hash: Hash = createHash('sha256');

  /** Takes up the next outcome; answers its text, which the journal stores. */
  add({ index, outcome, sequence, time }: RecordedOutcome): string {
    const payload = canonicalJson(outcome);
    // The canonical JSON of the whole, its fields in order.
    this.#hash.update(`{"index":${index},"outcome":${payload},"sequence":${sequence},"time":${time}}\n`);
    return payload;
  }

  /** Lower-case hex of everything added so far; more may be added afterwards. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }
}
