import type { HostAnswer, HostQuestion } from '../../engine/contract/host-control.ts';
import type { SafetyReview, SafetyWish } from '../../engine/contract/safety-wish.ts';
import { FIXED_REASONS } from '../../engine/domain/remark/fixed-reasons.ts';
import type { AccountOutcome } from '../contract/accounts.ts';
import { refused } from '../keychain/refused-account.ts';
import { askUntilRead } from './ask-until-read.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import type { AskPerson } from './native-question.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { flattenQuestion, safetyQuestion } from './safety-question.ts';

export interface SafetyParts {
  /** A question to the engine. */
  readonly ask: (question: HostQuestion) => Promise<HostAnswer>;
  /** A dialog of the operating system: no page can answer it. */
  readonly question: AskPerson;
  readonly nowMs: () => number;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
}

/**
 * Asks the person about what loosens safety or closes everything, with what the engine says it would mean and not as a
 * page says, and has exactly that done when it is confirmed. One dialog at a time; where it is about real money, it
 * counts after it could have been read. Closing everything is asked on its own: no other dialog holds it up.
 */
export class SafetyDesk {
  readonly #parts: SafetyParts;
  readonly #wishes = new OneAtATime();
  readonly #flattenings = new OneAtATime();

  constructor(parts: SafetyParts) {
    this.#parts = parts;
  }

  /** `typedWord` is what was typed beside a wish to release; others need none. */
  wish(wish: SafetyWish, typedWord: string): Promise<AccountOutcome> {
    return this.#wishes.do(() => this.#wish(wish, typedWord), this.#busy);
  }

  /** Closes everything when it is confirmed; the engine is not asked before, because it may be slow to answer. */
  flatten(): Promise<AccountOutcome> {
    return this.#flattenings.do(() => this.#flatten(), this.#busy);
  }

  get #busy(): AccountOutcome {
    return { outcome: 'refused', detail: this.#parts.texts().safety.busy };
  }

  async #flatten(): Promise<AccountOutcome> {
    const { ask, question, texts } = this.#parts;
    if ((await question(flattenQuestion(texts()), 'cancel')) === 'cancel')
      return { outcome: 'canceled', detail: '' };
    const answer = await ask({ kind: 'flatten', because: FIXED_REASONS['flattened-by-hand'] });
    return { outcome: answer.ok ? 'done' : 'failed', detail: answer.ok ? '' : answer.detail };
  }

  async #wish(wish: SafetyWish, typedWord: string): Promise<AccountOutcome> {
    const { ask, texts } = this.#parts;
    const { safety } = texts();
    if (wish.kind === 'set-trading-state' && typedWord !== safety.releaseWord)
      return refused(safety.wrongWord(safety.releaseWord));
    const reviewed = await ask({ kind: 'review-safety', wish });
    if (!reviewed.ok) return refused(inWords(reviewed.detail, texts()));
    if (!('safety' in reviewed)) return refused(safety.noAnswer);
    const shown = reviewed.safety;
    if (!(await this.#isConfirmed(shown))) return { outcome: 'canceled', detail: '' };
    const confirmed = await ask({ kind: 'confirm-safety', wish, shown });
    return confirmed.ok ? { outcome: 'done', detail: '' } : refused(inWords(confirmed.detail, texts()));
  }

  async #isConfirmed(shown: SafetyReview): Promise<boolean> {
    const { question, texts } = this.#parts;
    const written = (isRepeated: boolean) => safetyQuestion(shown, { isRepeated, texts: texts() });
    if (shown.accountName === null) return (await question(written(false), 'cancel')) === 'do';
    return (await askUntilRead(this.#parts, written)) !== undefined;
  }
}

/** What stands in the way is named by a word; everything else is told as it is. */
const inWords = (detail: string, { safety }: DialogTexts): string => {
  const obstacles: Readonly<Record<string, string>> = safety.obstacles;
  return obstacles[detail] ?? detail;
};
