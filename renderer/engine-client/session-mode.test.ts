import { describe, expect, it } from 'vitest';
import { liveDe } from '../language/live-de.ts';
import { liveEn } from '../language/live-en.ts';
import { sampleLive } from './fixtures/sample-view.ts';
import { countdownText, modeOf, modeWord } from './session-mode.ts';

describe('the mode of a session', () => {
  it('R-LV-07: is another word for a real account that is watched than for one that is armed', () => {
    expect(modeOf({ badge: 'LIVE', live: sampleLive })).toBe('LIVE-READ');
    expect(modeOf({ badge: 'LIVE', live: { ...sampleLive, armedUntilMs: 1 } })).toBe('LIVE');
    expect(modeOf({ badge: 'LIVE', live: null })).toBe('LIVE-READ');
    for (const badge of ['SANDBOX', 'PAPER', 'REPLAY', 'BACKTEST'] as const)
      expect(modeOf({ badge, live: null })).toBe(badge);
  });

  it.each([liveEn, liveDe])('R-LV-07: has a word of its own in every language', ({ words }) => {
    const modes = ['SANDBOX', 'PAPER', 'REPLAY', 'BACKTEST', 'LIVE-READ', 'LIVE'] as const;
    expect(new Set(modes.map((mode) => modeWord(mode, words))).size).toBe(modes.length);
  });
});

describe('the countdown', () => {
  it.each([
    [14_400_000, '4:00:00'],
    [14_399_001, '4:00:00'],
    [14_399_000, '3:59:59'],
    [61_000, '0:01:01'],
    [1, '0:00:01'],
    [0, '0:00:00'],
    [-5, '0:00:00'],
  ])('of %i ms is %s', (leftMs, text) => {
    expect(countdownText(leftMs)).toBe(text);
  });
});
