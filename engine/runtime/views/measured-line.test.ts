import { describe, expect, it } from 'vitest';
import type { LimitHit } from '../../domain/risk/limit-hit.ts';
import type { LimitName } from '../../domain/risk/risk-limits.ts';
import { unixMs } from '../../domain/units/time.ts';
import { logLine } from './log-line.ts';
import { withNumbers } from './measured-line.ts';

const hit = (over: Pick<LimitHit, 'code' | 'action' | 'measured'>) =>
  logLine({ kind: 'limit-hit', hit: over }, 'USDT')?.text;

const limitSet = (limit: LimitName, value: number) =>
  logLine({ kind: 'limit-set', limit, value, from: unixMs(0) }, 'USDT')?.text;

describe('what the log says of limits', () => {
  it('has a unit for every number', () => {
    expect(
      hit({ code: 'daily-loss', action: 'protect-only', measured: { lost: 0.0461, limit: 0.045 } }),
    ).toBe('daily-loss, protect-only: lost 4.61 %, limit 4.5 %');
    expect(
      hit({
        code: 'fees-of-gains',
        action: 'protect-only',
        measured: { feesQuote: 6, gainsQuote: 10, limit: 0.5 },
      }),
    ).toBe('fees-of-gains, protect-only: fees 6 USDT, gains 10 USDT, limit 50 % of the gains');
    expect(limitSet('riskPerTrade', 0.0075)).toBe('limit riskPerTrade is 0.75 %');
    expect(limitSet('nearestStopBps', 5)).toBe('limit nearestStopBps is 5 bps');
  });

  it('has a unit for what an order was turned away by, and no colon where nothing was measured', () => {
    expect(withNumbers('below-min-size', { lots: 3, minLots: 10 }, 'USDT')).toBe(
      'below-min-size: 3 lots, min 10 lots',
    );
    expect(withNumbers('symbol-paused', { losses: 5, limit: 5, until: 1_714_564_805_000 }, 'USDT')).toBe(
      'symbol-paused: losses 5, limit 5 losses, until 2024-05-01 12:00:05 UTC',
    );
    expect(withNumbers('refused-by-venue', {}, 'USDT')).toBe('refused-by-venue');
  });
});
