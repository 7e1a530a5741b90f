import type { DeadManAnswer, DeadManReview, DeadManReviewAnswer } from '../../engine/contract/arming.ts';
import type { DeadManFact } from '../../engine/domain/venue/dead-man-finding.ts';
import type { AccountOutcome } from '../contract/accounts.ts';
import type { DialogTexts } from '../main/dialog-texts/dialog-texts.ts';
import type { AskPerson, NativeQuestion } from '../main/native-question.ts';
import { OneAtATime } from '../main/one-at-a-time.ts';
import { refused } from './refused-account.ts';

export interface DeadManParts {
  readonly isOpen: (id: string) => boolean;
  /** What the test would do; refused while the account is not armed or something else is at stake. */
  readonly review: (id: string) => Promise<DeadManReviewAnswer>;
  /** Answers when the test is over and nothing of it is left at the venue. */
  readonly test: (id: string) => Promise<DeadManAnswer>;
  /** Keeps what was shown with the key of the account. */
  readonly note: (id: string, fact: DeadManFact) => void;
  readonly question: AskPerson;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
}

/**
 * The host's part of a test of the venue's dead man's switch: the engine says what it would do and cost, the person
 * confirms in a dialog of the system whose default is to cancel, and what was shown is kept with the key. One at a time.
 */
export class DeadManDesk {
  readonly #parts: DeadManParts;
  readonly #tests = new OneAtATime();

  constructor(parts: DeadManParts) {
    this.#parts = parts;
  }

  test(id: string): Promise<AccountOutcome> {
    return this.#tests.do(() => this.#test(id), refused('a test is under way'));
  }

  async #test(id: string): Promise<AccountOutcome> {
    const { isOpen, note, question, review, test, texts } = this.#parts;
    if (!isOpen(id)) return refused(texts().deadMan.notOpen);
    const reviewed = await review(id);
    if (!reviewed.ok) return refused(inWords(reviewed.detail, texts()));
    const choice = await question(questionFor(reviewed.review, texts()), 'cancel');
    if (choice === 'cancel') return { outcome: 'canceled', detail: '' };
    const answer = await test(id);
    if (!answer.ok) return { outcome: 'failed', detail: inWords(answer.detail, texts()) };
    note(id, answer.fact);
    return { outcome: 'done', detail: '' };
  }
}

/** What stands in the way is named by a word; what happened at the venue is told as it is. */
const inWords = (detail: string, { deadMan }: DialogTexts): string => {
  const obstacles: Readonly<Record<string, string>> = deadMan.obstacles;
  return obstacles[detail] ?? deadMan.notTested(detail);
};

/** Cancel comes first and is the default: whoever presses a key at once cancels. */
function questionFor(review: DeadManReview, texts: DialogTexts): NativeQuestion<'cancel' | 'test'> {
  const { accountName, cost, seconds, size, symbol, usesHeld, venue, worth } = review;
  const { deadMan } = texts;
  return {
    message: deadMan.message(accountName, venue),
    detail: [
      usesHeld ? deadMan.uses(symbol) : deadMan.opens(size, symbol),
      deadMan.rests(size, symbol),
      deadMan.runsOut(seconds),
      deadMan.clears,
      '',
      deadMan.worth(worth),
      usesHeld ? deadMan.free : deadMan.cost(cost),
      deadMan.risk,
      deadMan.others,
    ].join('\n'),
    choices: [
      { choice: 'cancel', label: texts.cancel },
      { choice: 'test', label: deadMan.test },
    ],
  };
}
