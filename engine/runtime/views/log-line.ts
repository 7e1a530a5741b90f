import type { LogView } from '../../contract/views.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { moneyToNumber } from '../../domain/units/money.ts';

type LogLine = Omit<LogView, 'timeMs'>;

/** What an outcome says in the log; undefined where another list shows it. */
export function logLine(outcome: Outcome): LogLine | undefined {
  switch (outcome.kind) {
    case 'funding-paid':
      return info(
        `${outcome.instrument}: funding ${moneyToNumber(outcome.amount).toFixed(4)} for ${outcome.runId}`,
      );
    case 'strategy-started':
      return info(`${outcome.strategyId} started on ${outcome.instrument} as ${outcome.runId}`);
    case 'strategy-stopped':
      return info(`${outcome.runId} stopped: ${outcome.because}`);
    case 'trading-state':
      return {
        level: outcome.state === 'active' ? 'info' : 'warning',
        text: `trading is ${outcome.state}: ${outcome.because}`,
      };
    case 'decision':
      return info(`${outcome.runId} decides to ${outcome.action}: ${outcome.reason}`);
    case 'notice':
      return { level: outcome.level, text: outcome.text };
    case 'account':
    case 'cancel-requested':
    case 'intent-refused':
    case 'order-accepted':
    case 'order-canceled':
    case 'order-expired':
    case 'order-filled':
    case 'order-rejected':
    case 'order-submitted':
    case 'order-triggered':
    case 'trade-closed':
    case 'vote-turned':
      return undefined;
  }
}

const info = (text: string): LogLine => ({ level: 'info', text });
