import { describe, expect, it } from 'vitest';
import { textsOf } from './dialog-texts/texts-of.ts';
import { ManualTimers } from './manual-timers.fixture.ts';
import { flattenAndWait, quitQuestion } from './quit-guard.ts';

const { quitting: texts } = textsOf('en');

describe('quitting (R-LC-07)', () => {
  it('asks nothing when nothing is at stake', () => {
    expect(quitQuestion({ runningStrategies: 0, openPositions: 0, account: null }, texts)).toBeUndefined();
  });

  it('offers three ways while positions are open', () => {
    const question = quitQuestion({ runningStrategies: 2, openPositions: 1, account: null }, texts);
    expect(question?.choices.map(({ choice }) => choice)).toEqual(['keep', 'close-all', 'stay']);
    expect(question?.message).toBe('Quit while 1 position is open?');
    expect(question?.detail).toContain('2 strategies are running');
  });

  it('says of a real account that its positions stay at the venue with nobody watching', () => {
    const account = { keyId: 'k1', accountId: 'live-okx-k1', accountName: 'Main', venue: 'okx' } as const;
    const { detail } = quitQuestion({ runningStrategies: 0, openPositions: 1, account }, texts) ?? {};
    expect(detail).toContain('Positions of Main stay open at the venue');
    expect(detail).toContain('The next start begins on paper.');
  });

  it('offers to quit or to stay while only strategies run', () => {
    const question = quitQuestion({ runningStrategies: 1, openPositions: 0, account: null }, texts);
    expect(question?.choices).toEqual([
      { choice: 'keep', label: 'Quit' },
      { choice: 'stay', label: 'Stay' },
    ]);
    expect(question?.message).toBe('Quit while 1 strategy is running?');
  });

  it('asks in German, one of each as well as several', () => {
    const { quitting } = textsOf('de');
    const some = quitQuestion({ runningStrategies: 1, openPositions: 2, account: null }, quitting);
    expect(some?.message).toBe('Beenden? 2 Positionen sind offen.');
    expect(some?.detail).toMatch(/^2 Positionen sind offen, 1 Strategie läuft\. Strategien enden/);
    const none = quitQuestion({ runningStrategies: 3, openPositions: 0, account: null }, quitting);
    expect(none?.message).toBe('Beenden? 3 Strategien laufen.');
  });

  const closing = () => {
    const timers = new ManualTimers();
    const trading = { runningStrategies: 0, openPositions: 2, account: null };
    return { timers, trading, now: () => trading };
  };

  it('waits until every position is closed', async () => {
    const parts = closing();
    const done = flattenAndWait({ ...parts, question: () => Promise.resolve({ ok: true, files: [] }) });
    await Promise.resolve();
    parts.timers.pass(1000);
    parts.trading.openPositions = 0;
    parts.timers.pass(200);
    expect(await done).toBe(true);
    expect(parts.timers.running).toBe(0);
  });

  it('gives up after 15 s', async () => {
    const parts = closing();
    const done = flattenAndWait({ ...parts, question: () => Promise.resolve({ ok: true, files: [] }) });
    await Promise.resolve();
    parts.timers.pass(15_000);
    expect(await done).toBe(false);
    expect(parts.timers.running).toBe(0);
  });

  it('does not wait for an engine that does not answer', async () => {
    const parts = closing();
    expect(
      await flattenAndWait({ ...parts, question: () => Promise.resolve({ ok: false, detail: 'away' }) }),
    ).toBe(false);
  });
});
