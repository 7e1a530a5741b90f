import { describe, expect, it } from 'vitest';
import { fileNamePrefix, periodText } from './report-heading.ts';

describe('the heading of a report', () => {
  it('says of a real account how its owner calls it and where it is', () => {
    const report = { from: 1_709_251_200_000, to: 1_709_254_800_000, sessions: [] };
    expect(periodText({ ...report, realAccount: '' })).toBe(
      '2024-03-01 00:00:00 to 2024-03-01 01:00:00 UTC, 0 sessions',
    );
    expect(periodText({ ...report, realAccount: 'Main at bybit' })).toBe(
      'Real account Main at bybit; 2024-03-01 00:00:00 to 2024-03-01 01:00:00 UTC, 0 sessions',
    );
  });
});

describe('the name of a report file', () => {
  it('tells mode, scope and last day', () => {
    const name = fileNamePrefix({
      badge: 'PAPER',
      scope: { sessionId: 'paper-lx3k' },
      to: 1_709_251_200_000,
    });
    expect(name).toBe('edgewright-report-paper-paper-lx3k-2024-03-01');
  });

  it('holds nothing that could lead out of its folder', () => {
    const scope = { accountId: '../../etc/passwd\u0000*?' };
    const name = fileNamePrefix({ badge: 'SANDBOX + REPLAY', scope, to: 0 });
    expect(name).toBe('edgewright-report-sandbox-replay-etc-passwd-1970-01-01');
  });
});
