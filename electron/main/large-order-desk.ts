import type { HostAnswer, HostQuestion, LargeOrderReview } from '../../engine/contract/host-control.ts';
import type { AccountOutcome } from '../contract/accounts.ts';
import type { NativeQuestion } from './native-question.ts';
import { OneAtATime } from './one-at-a-time.ts';

export interface ConfirmParts {
  /** A question to the engine. */
  readonly ask: (question: HostQuestion) => Promise<HostAnswer>;
  /** A dialog of the operating system: no page can answer it. */
  readonly question: <Choice extends string>(
    question: NativeQuestion<Choice>,
    otherwise: Choice,
  ) => Promise<Choice>;
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
    const { ask, question } = this.#parts;
    const reviewed = await ask({ kind: 'review-order', key });
    if (!reviewed.ok) return refused(reviewed.detail);
    if (!('order' in reviewed)) return refused('the engine gave no answer to what was asked');
    const choice = await question(questionFor(reviewed.order), 'cancel');
    if (choice === 'cancel') return { outcome: 'canceled', detail: '' };
    const confirmed = await ask({ kind: 'confirm-order', key });
    return confirmed.ok ? { outcome: 'done', detail: '' } : refused(confirmed.detail);
  }
}

const refused = (detail: string): AccountOutcome => ({ outcome: 'refused', detail });

/** Cancel comes first and is the default. */
function questionFor(order: LargeOrderReview): NativeQuestion<'cancel' | 'send'> {
  const { accountName, currency, instrument, limitQuote, notionalQuote, side, sizeBase, type } = order;
  const amount = (quote: number) => `${amounts.format(quote)} ${currency}`;
  const price = (name: string, value: number | null) => (value === null ? [] : [`${name}: ${value}`]);
  return {
    message: `${side === 'buy' ? 'Buy' : 'Sell'} ${sizeBase} ${instrument} for ${accountName}?`,
    detail: [
      `It is worth ${amount(notionalQuote)}; more than ${amount(limitQuote)} has to be confirmed.`,
      `Type: ${type}`,
      ...price('Limit price', order.limitPrice),
      ...price('Trigger price', order.triggerPrice),
      ...price('Protective stop', order.protectiveStopPrice),
    ].join('\n'),
    choices: [
      { choice: 'cancel', label: 'Cancel' },
      { choice: 'send', label: 'Send this order' },
    ],
  };
}

const amounts = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
