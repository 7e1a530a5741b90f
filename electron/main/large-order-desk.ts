import type { HostAnswer, HostQuestion, LargeOrderReview } from '../../engine/contract/host-control.ts';
import type { AccountOutcome } from '../contract/accounts.ts';
import { refused } from '../keychain/refused-account.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import type { AskPerson, NativeQuestion } from './native-question.ts';
import { OneAtATime } from './one-at-a-time.ts';

export interface ConfirmParts {
  /** A question to the engine. */
  readonly ask: (question: HostQuestion) => Promise<HostAnswer>;
  /** A dialog of the operating system: no page can answer it. */
  readonly question: AskPerson;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
}

/**
 * Shows the person an order by hand that was refused for its size, as the engine knows it and not as a page says, and
 * lets exactly that one leave when it is confirmed. One dialog at a time.
 */
export class LargeOrderDesk {
  readonly #parts: ConfirmParts;
  readonly #dialogs = new OneAtATime();

  constructor(parts: ConfirmParts) {
    this.#parts = parts;
  }

  confirm(key: string): Promise<AccountOutcome> {
    return this.#dialogs.do(() => this.#confirm(key), refused('another order is being confirmed'));
  }

  async #confirm(key: string): Promise<AccountOutcome> {
    const { ask, question, texts } = this.#parts;
    const reviewed = await ask({ kind: 'review-order', key });
    if (!reviewed.ok) return refused(reviewed.detail);
    if (!('order' in reviewed)) return refused('the engine gave no answer to what was asked');
    const choice = await question(questionFor(reviewed.order, texts()), 'cancel');
    if (choice === 'cancel') return { outcome: 'canceled', detail: '' };
    const confirmed = await ask({ kind: 'confirm-order', key });
    return confirmed.ok ? { outcome: 'done', detail: '' } : refused(confirmed.detail);
  }
}

/** Cancel comes first and is the default. */
function questionFor(
  order: LargeOrderReview,
  { cancel, largeOrder: texts, locale }: DialogTexts,
): NativeQuestion<'cancel' | 'send'> {
  const { accountName, currency, instrument, limitQuote, notionalQuote, side, sizeBase, type } = order;
  const amounts = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const amount = (quote: number) => `${amounts.format(quote)} ${currency}`;
  const price = (name: string, value: number | null) => (value === null ? [] : [`${name}: ${value}`]);
  return {
    message: texts.message(side, `${sizeBase} ${instrument}`, accountName),
    detail: [
      texts.worth(amount(notionalQuote), amount(limitQuote)),
      texts.type(type),
      ...price(texts.limitPrice, order.limitPrice),
      ...price(texts.triggerPrice, order.triggerPrice),
      ...price(texts.protectiveStop, order.protectiveStopPrice),
    ].join('\n'),
    choices: [
      { choice: 'cancel', label: cancel },
      { choice: 'send', label: texts.send },
    ],
  };
}
