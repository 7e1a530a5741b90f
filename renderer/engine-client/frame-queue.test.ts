// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrameQueue } from './frame-queue.ts';

const FRAME_MS = 16;

describe('what waits for a frame', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Something every frame for a second; answers what was handed over together. */
  function fillForASecond(pauseMs?: number): number[][] {
    const drained: number[][] = [];
    const push = createFrameQueue<number>(
      (items) => drained.push([...items]),
      () => pauseMs ?? 0,
    );
    for (let time = 0; time < 1000; time += FRAME_MS) {
      push(time);
      vi.advanceTimersByTime(FRAME_MS);
    }
    vi.advanceTimersByTime(1000);
    return drained;
  }

  it('is handed over once in every frame', () => {
    const drained = fillForASecond();
    expect(drained.length).toBeGreaterThan(55);
    expect(Math.max(...drained.map(({ length }) => length))).toBeLessThanOrEqual(2);
  });

  it('waits for the end of a pause, and nothing of it is lost or out of order', () => {
    const drained = fillForASecond(200);
    expect(drained.length).toBeGreaterThanOrEqual(5);
    expect(drained.length).toBeLessThanOrEqual(6);
    expect(drained.flat()).toEqual(Array.from({ length: 63 }, (_, index) => index * FRAME_MS));
  });

  it('does not wait for a pause that is long over', () => {
    const drained: string[] = [];
    const push = createFrameQueue<string>(
      (items) => drained.push(...items),
      () => 200,
    );
    push('first');
    vi.advanceTimersByTime(1000);
    push('second');
    vi.advanceTimersByTime(2 * FRAME_MS);
    expect(drained).toEqual(['first', 'second']);
  });
});
