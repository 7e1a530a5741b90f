import { describe, expect, it } from 'vitest';
import type { RefusalView } from '../../engine/contract/views.ts';
import { BTC, SAMPLE_MS, sampleView } from '../engine-client/fixtures/sample-view.ts';
import { refusedSince } from './use-refusal-notices.ts';

const refusal = (runId: string, afterMs: number): RefusalView => ({
  timeMs: SAMPLE_MS + afterMs,
  runId,
  instrument: BTC,
  side: 'buy',
  code: 'entry-spacing',
  measured: {},
});

describe('the refusals a person is told about', () => {
  const before = { ...sampleView, refusals: [refusal('manual', 0)] };

  it('are the new ones of orders placed by hand', () => {
    const own = refusal('manual', 2);
    const now = { ...before, refusals: [...before.refusals, refusal('gate-1', 1), own] };
    expect(refusedSince(before, now)).toEqual([own]);
  });

  it('are none of changes, which are answered where they were asked for', () => {
    const change: RefusalView = { ...refusal('manual', 2), isChange: true };
    expect(refusedSince(before, { ...before, refusals: [...before.refusals, change] })).toEqual([]);
  });

  it('are none that were told before, also when a new snapshot repeats them', () => {
    expect(refusedSince(before, structuredClone(before))).toEqual([]);
  });

  it('are none of another session', () => {
    const session = { ...before.session, sessionId: 'another' };
    expect(refusedSince(before, { ...before, session, refusals: [refusal('manual', 5)] })).toEqual([]);
    expect(refusedSince(undefined, before)).toEqual([]);
  });
});
