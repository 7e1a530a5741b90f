import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import { runKernel } from '../bench/kernel-run.ts';
import { openSandboxHour, SANDBOX_BEGIN } from '../bench/sandbox-events.ts';
import { recordedTapes, SESSIONS } from './recorded-tapes.ts';

const names = recordedTapes().map(([name]) => name);
const withoutData = names.length > 0 ? '' : ' (skipped: EDGEWRIGHT_DATA names no folder that has them)';
const open = (name: string) => {
  const folder = process.env['EDGEWRIGHT_DATA'] ?? '';
  const opened = openRecordedFeed((SESSIONS[name] ?? []).map((file) => join(folder, file)));
  if (!opened.ok) throw new Error(opened.failure.detail);
  return opened.feed;
};

describe(`the order-flow strategy on recorded sessions${withoutData}`, () => {
  it.skipIf(names.length === 0).each(Object.keys(SESSIONS))('of %s as described trades at once', (name) => {
    const run = { source: 'recorded', strategies: 'order-flow:as-described' } as const;
    const first = runKernel(open(name), run);
    expect(first.fills).toBeGreaterThan(0);
    expect(runKernel(open(name), run).outcomeHash).toBe(first.outcomeHash);
  });

  it.skipIf(names.length === 0).each(Object.keys(SESSIONS))(
    'of %s corrected has no vote: minutes are too few to show skill',
    (name) => {
      expect(runKernel(open(name), { source: 'recorded', strategies: 'order-flow' }).fills).toBe(0);
    },
  );
});

describe('the order-flow strategy on the sandbox', () => {
  const run = (preset: string) =>
    runKernel(openSandboxHour(), {
      source: 'sandbox',
      strategies: `order-flow:${preset}@BTC/USDT:USDT`,
      beginAt: SANDBOX_BEGIN,
    });

  it('trades as described', () => {
    expect(run('as-described').fills).toBeGreaterThan(0);
  });

  it('stays out corrected', () => {
    expect(run('corrected').fills).toBe(0);
  });
});
