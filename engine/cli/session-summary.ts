import { moneyToDecimal, moneyToNumber } from '../domain/units/money.ts';
import type { Session } from '../runtime/session.ts';
import type { RecordedOutcome } from '../domain/session/outcome.ts';

/** Counts of what happened in a session, for the last lines of a command. */
export class SessionSummary {
  fills = 0;
  trades = 0;
  wins = 0;
  refusals = 0;
  decisions = 0;

  add(outcomes: readonly RecordedOutcome[]): void {
    for (const { outcome } of outcomes) {
      if (outcome.kind === 'order-filled') this.fills += 1;
      if (outcome.kind === 'intent-refused') this.refusals += outcome.repeats;
      if (outcome.kind === 'decision') this.decisions += 1;
      if (outcome.kind === 'trade-closed') {
        this.trades += 1;
        if (outcome.trade.netPnl > 0n) this.wins += 1;
      }
    }
  }

  text(session: Session, events: number, seconds: number): string {
    const { currency, depositQuote, sessionId } = session.description;
    const account = session.kernel.account();
    const blocked = [...session.kernel.rooms.runners.values()].flatMap((runner) =>
      runner.blocked.tallies().map(({ count, gate }) => `${gate} ${count}`),
    );
    return [
      `session     ${sessionId}`,
      `events      ${events} in ${seconds.toFixed(1)} s (${Math.round(events / Math.max(seconds, 0.001))} events/s)`,
      `deposit     ${depositQuote} ${currency}`,
      `equity      ${moneyToDecimal(account.equity)} ${currency}`,
      `net P&L     ${moneyToNumber(account.equity) - moneyToNumber(account.deposits) >= 0 ? '+' : ''}${(moneyToNumber(account.equity) - moneyToNumber(account.deposits)).toFixed(4)} ${currency} after ${moneyToDecimal(account.fees)} ${currency} fees`,
      `trades      ${this.trades} closed, ${this.wins} won, ${this.fills} fills`,
      `refused     ${this.refusals} intents${blocked.length > 0 ? ` (${blocked.join(', ')})` : ''}`,
      `outcome     ${session.hash.digest()}`,
      '',
    ].join('\n');
  }
}
