import type { Outcome } from '../../domain/session/outcome.ts';
import type { Ledger } from '../../portfolio/ledger.ts';
import { bookCash } from './book-cash.ts';

/** What a person must look at, and how far trading stops until then. */
export interface Alarm {
  readonly state: 'halted' | 'reduce-only';
  readonly because: string;
}

type News = Extract<Outcome, { kind: 'funding-told' | 'cash-transferred' | 'closed-by-venue' }>;

/** Whether an outcome tells what a real venue has done with the account by itself. */
export const isVenueNews = (outcome: Outcome): outcome is News =>
  outcome.kind === 'funding-told' ||
  outcome.kind === 'cash-transferred' ||
  outcome.kind === 'closed-by-venue';

/** Takes in what a real venue has done with the account other than by our orders. */
export class VenueNews {
  #alarm: Alarm | undefined;

  /** Books it, and answers with what followed. Money nobody can explain stops trading, a forced close entries. */
  take(news: News, ledger: Ledger): readonly Outcome[] {
    if (news.kind === 'closed-by-venue') {
      this.#alarm ??= { state: 'reduce-only', because: `${news.how} of ${news.instrument} by the venue` };
      return [];
    }
    if (news.kind === 'cash-transferred' && news.transfer.reason === 'unexplained difference')
      this.#alarm = { state: 'halted', because: `money nobody can explain: ${news.transfer.detail}` };
    return bookCash(ledger, news);
  }

  /** Why trading has to stop until a person has looked, once; undefined when there is nothing new. */
  takeAlarm(): Alarm | undefined {
    const alarm = this.#alarm;
    this.#alarm = undefined;
    return alarm;
  }
}
