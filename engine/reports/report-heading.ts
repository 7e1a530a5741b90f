import type { LabeledText, Report } from './report.ts';
import { utcDay, utcMoment } from './text/utc-text.ts';

/** The title without the mode badge. */
export function titleOf({ scope }: Report): string {
  return 'sessionId' in scope
    ? `Trading report, session ${scope.sessionId}`
    : `Trading report, account ${scope.accountId}`;
}

/** Whose real account it is, if it is one, from when to when, and how many sessions. */
export function periodText({
  from,
  realAccount,
  sessions,
  to,
}: Pick<Report, 'from' | 'realAccount' | 'sessions' | 'to'>): string {
  const count = sessions.length === 1 ? 'one session' : `${sessions.length} sessions`;
  const whose = realAccount === '' ? '' : `Real account ${realAccount}; `;
  return `${whose}${utcMoment(from)} to ${utcMoment(to)} UTC, ${count}`;
}

/** The numbers a reader looks for first. */
export function headlineFigures({ totals, currency, statistics }: Report): readonly LabeledText[] {
  const winRate = statistics.find(({ name }) => name === 'Win rate');
  const interval =
    winRate?.low !== undefined && winRate.high !== undefined ? ` (${winRate.low} to ${winRate.high})` : '';
  return [
    { label: `Net result (${currency})`, text: totals.net },
    { label: `Fees (${currency})`, text: totals.fees },
    { label: `Funding (${currency})`, text: totals.funding },
    { label: `Equity at the end (${currency})`, text: totals.closingEquity },
    { label: 'Closed trades', text: String(totals.trades) },
    { label: 'Win rate (95 % interval)', text: `${winRate?.value ?? 'none yet'}${interval}` },
  ];
}

const UNSAFE_IN_NAMES = /[^A-Za-z0-9_-]+/g;

/** Beginning of every file name, e.g. `edgewright-report-sandbox-main-2024-03-01`. */
export function fileNamePrefix({ badge, scope, to }: Pick<Report, 'badge' | 'scope' | 'to'>): string {
  const name = 'sessionId' in scope ? scope.sessionId : scope.accountId;
  const parts = [badge.toLowerCase(), name, utcDay(to)].map((part) =>
    part
      .replaceAll(UNSAFE_IN_NAMES, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60),
  );
  return ['edgewright-report', ...parts.filter((part) => part !== '')].join('-');
}
