import type { AccountOutcome, AccountReview, AccountRow } from '../contract/accounts.ts';
import type { ArmAnswer, ArmingDeed, ArmingReview, ReviewAnswer } from '../../engine/contract/arming.ts';
import { strategyTitle } from '../contract/strategy-titles.ts';
import { askUntilRead } from '../main/ask-until-read.ts';
import type { DialogTexts } from '../main/dialog-texts/dialog-texts.ts';
import { languageOf } from '../main/dialog-texts/language-of.ts';
import type { AskPerson, NativeQuestion } from '../main/native-question.ts';
import { OneAtATime } from '../main/one-at-a-time.ts';
import { refused } from './refused-account.ts';

/** What a page may ask for: it names the account, types its name, and can do no more than that. */
export interface ArmingWish {
  readonly id: string;
  readonly typedName: string;
  readonly hours: number;
  readonly overridesRecord: boolean;
}

export interface ArmingParts {
  readonly isOpen: (id: string) => boolean;
  /** Opens the account to be watched and protected; its venue is asked first what the key may do. */
  readonly open: (id: string) => Promise<AccountOutcome>;
  /** Asks the venue anew what the key may do. */
  readonly check: (id: string) => Promise<AccountOutcome>;
  /** What the key may be used for, by the word of its venue and of the person. */
  readonly useOf: (id: string) => Promise<AccountRow['use'] | undefined>;
  readonly review: (id: string) => Promise<ReviewAnswer>;
  readonly arm: (id: string, deed: ArmingDeed) => Promise<ArmAnswer>;
  readonly question: AskPerson;
  readonly nowMs: () => number;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
}

const HOUR_MS = 3_600_000;
const LONGEST_HOURS = 12;

/**
 * The host's part of arming: the key is checked anew, the account is opened if it is not, the engine says what
 * stands in the way, and the person confirms in a dialog of the system whose default is to cancel. One at a time.
 * Whatever fails leaves the account disarmed and open: its positions have to be watched.
 */
export class ArmingDesk {
  readonly #parts: ArmingParts;
  readonly #dialogs = new OneAtATime();

  constructor(parts: ArmingParts) {
    this.#parts = parts;
  }

  arm(wish: ArmingWish): Promise<AccountOutcome> {
    return this.#dialogs.do(() => this.#arm(wish), refused('another account is being armed'));
  }

  /** What the person has to read before an open account may be armed. */
  async review(id: string): Promise<AccountReview> {
    const reviewed = await this.#parts.review(id);
    return reviewed.ok
      ? { outcome: 'reviewed', review: reviewed.review }
      : { outcome: 'refused', detail: reviewed.detail };
  }

  async #arm(wish: ArmingWish): Promise<AccountOutcome> {
    const { arm, review } = this.#parts;
    const { hours, id, overridesRecord, typedName } = wish;
    if (!(hours > 0 && hours <= LONGEST_HOURS))
      return refused(`an account is armed for ${LONGEST_HOURS} h at most`);
    const ready = await this.#makeReady(id);
    if (ready.outcome !== 'done') return ready;
    const reviewed = await review(id);
    const trouble = troubleWith(reviewed, wish);
    if (trouble !== undefined || !reviewed.ok) return refused(trouble ?? 'the account cannot be reviewed');
    const confirmedAfterMs = await this.#confirm(reviewed.review, wish);
    if (confirmedAfterMs === undefined) return { outcome: 'canceled', detail: '' };
    const answer = await arm(id, { typedName, confirmedAfterMs, overridesRecord, forMs: hours * HOUR_MS });
    return answer.ok ? { outcome: 'done', detail: '' } : refused(answer.detail);
  }

  /** An account that is open, with a key that was asked about just now and may trade. */
  async #makeReady(id: string): Promise<AccountOutcome> {
    const { check, isOpen, open, useOf } = this.#parts;
    const ready = isOpen(id) ? await check(id) : await open(id);
    if (ready.outcome !== 'done') return ready;
    const use = (await useOf(id)) ?? 'unknown';
    return use === 'read' || use === 'unknown' ? refused(MAY_NOT_TRADE[use]) : ready;
  }

  /** How long the dialog was open when it was confirmed; undefined when it was not. */
  #confirm(review: ArmingReview, wish: ArmingWish): Promise<number | undefined> {
    return askUntilRead(this.#parts, (isRepeated) =>
      questionFor(review, wish, { isRepeated, texts: this.#parts.texts() }),
    );
  }
}

/** The venue did not say enough, and neither did the person, or both said no. */
const MAY_NOT_TRADE = {
  read: 'this key is for reading alone, or your word that it can do no more is older than 30 days',
  unknown: 'the venue has not said what this key may do, and you have not given your word',
} as const;

function troubleWith(reviewed: ReviewAnswer, { overridesRecord, typedName }: ArmingWish): string | undefined {
  if (!reviewed.ok) return reviewed.detail;
  const { accountName, canOverrideRecord, obstacles } = reviewed.review;
  if (typedName !== accountName) return 'the name typed is not the name of the account';
  const isTaken = overridesRecord && canOverrideRecord;
  const left = obstacles.filter((obstacle) => !(isTaken && obstacle === 'paper-record-too-short'));
  if (left.length > 0) return `not armed: ${left.join(', ')}`;
  return overridesRecord && !canOverrideRecord ? 'there is nothing to override' : undefined;
}

/** Cancel comes first and is the default: whoever presses a key at once cancels. */
function questionFor(
  review: ArmingReview,
  { hours, overridesRecord }: ArmingWish,
  { isRepeated, texts }: { readonly isRepeated: boolean; readonly texts: DialogTexts },
): NativeQuestion<'cancel' | 'arm'> {
  const { accountName, equity, mostLossToday, mostPosition, strategies, venue, warmUpEntries } = review;
  const { arming } = texts;
  return {
    message: arming.message(accountName, venue),
    detail: [
      ...(isRepeated ? [arming.readFirst, ''] : []),
      arming.equity(equity),
      arming.mostLoss(mostLossToday),
      arming.mostPosition(mostPosition),
      arming.strategies(
        strategies
          .map(({ strategyId, symbol }) => `${strategyTitle(strategyId, languageOf(texts))} (${symbol})`)
          .join(', ') || arming.noStrategies,
      ),
      arming.hours(hours),
      arming.warmUp(String(warmUpEntries)),
      ...(overridesRecord ? [arming.overrides] : []),
    ].join('\n'),
    choices: [
      { choice: 'cancel', label: texts.cancel },
      { choice: 'arm', label: arming.arm },
    ],
  };
}
