import type { RefusalCode } from '../../domain/order/refusal.ts';
import type { Gate } from '../gate.ts';

/**
 * Entries of one strategy and of the account: per minute, per hour and per UTC day. Exits are
 * never counted here; the rest of an entry that rested in vain is no entry of its strategy, and one of the account.
 */
export const entryFrequency: Gate = (intent, { standing }) => {
  if (intent.role !== 'entry') return undefined;
  const { accountEntries: account, limits, strategyEntries: strategy } = standing;
  const isOwnEntry = intent.runId !== 'manual' && intent.isContinued !== true;
  const ceilings: readonly (readonly [RefusalCode, string, number, number])[] = [
    ...(isOwnEntry
      ? ([
          ['entries-per-minute', 'strategyEntries', strategy.minute, limits.strategyEntriesPerMinute],
          ['entries-per-hour', 'strategyEntries', strategy.hour, limits.strategyEntriesPerHour],
          ['entries-per-day', 'strategyEntries', strategy.day, limits.strategyEntriesPerDay],
        ] as const)
      : []),
    ['entries-per-minute', 'accountEntries', account.minute, limits.accountEntriesPerMinute],
    ['entries-per-hour', 'accountEntries', account.hour, limits.accountEntriesPerHour],
    ['entries-per-day', 'accountEntries', account.day, limits.accountEntriesPerDay],
  ];
  for (const [code, whose, count, limit] of ceilings) {
    if (count >= limit) return { code, measured: { [whose]: count, limit } };
  }
  return undefined;
};
