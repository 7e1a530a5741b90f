import { describe, expect, it } from 'vitest';
import { signalLifeMs } from './signal-life.ts';

describe('R-CN-09: the life of a signal', () => {
  it.each([
    ['5 s for order flow', 'order-flow', 5000],
    ['twice its bar for a bar of a second', { barMs: 1000 }, 2000],
    ['twice its bar for a bar of 20 s', { barMs: 20_000 }, 40_000],
    ['a minute for a bar of 30 s', { barMs: 30_000 }, 60_000],
    ['a minute and no more for a bar of a minute', { barMs: 60_000 }, 60_000],
    ['a minute and no more for a bar of a day', { barMs: 86_400_000 }, 60_000],
  ] as const)('is %s', (_what, source, lifeMs) => {
    expect(signalLifeMs(source)).toBe(lifeMs);
  });
});
