import { createHash, type Hash } from 'node:crypto';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * SHA-256 over a session's recorded outcomes, taken up one at a time. Two runs of the same seed,
 * configuration and event log end on the same digest, in whatever portions they were added.
 */
export class OutcomeHash {
  readonly #hash: Hash = createHash('sha256');

  /** Takes up the next outcome. */
  add(recorded: RecordedOutcome): void {
    this.#hash.update(canonicalJson(recorded));
    this.#hash.update('\n');
  }

  /** Lower-case hex of everything added so far; more may be added afterwards. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }
}
