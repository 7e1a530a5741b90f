import type { VenueReport } from '../../domain/venue/venue-report.ts';

/**
 * A report as a session takes it whose time is `aheadMs` before the machine's clock: a venue's clock is measured
 * against the machine's, and compared with the session's.
 */
export function inSessionTime(report: VenueReport, aheadMs: number): VenueReport {
  if (aheadMs === 0 || report.kind !== 'reply' || report.answer.kind !== 'clock') return report;
  const { answer } = report;
  return { ...report, answer: { ...answer, offsetMs: answer.offsetMs - aheadMs } };
}
