import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBeat, feedWasDrawn } from './beat.ts';

describe('a beat', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('calls once a period, however often it is asked', () => {
    const listener = vi.fn();
    const { soon } = createBeat(250, listener);
    for (let asked = 0; asked < 20; asked += 1) soon();
    vi.advanceTimersByTime(249);
    expect(listener).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(listener).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('calls all of a period in one go, also those who came later', () => {
    const called: number[] = [];
    const first = createBeat(250, () => called.push(Date.now()));
    const second = createBeat(250, () => called.push(Date.now()));
    first.soon();
    vi.advanceTimersByTime(100);
    second.soon();
    vi.advanceTimersByTime(150);
    expect(called).toHaveLength(2);
    expect(new Set(called).size).toBe(1);
  });

  it('does not call who has ended, and leaves no timer behind', () => {
    const listener = vi.fn();
    const { end, soon } = createBeat(250, listener);
    soon();
    end();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(listener).not.toHaveBeenCalled();
  });

  it('goes on for the others when one has ended', () => {
    const [gone, staying] = [vi.fn(), vi.fn()];
    const first = createBeat(250, gone);
    const second = createBeat(250, staying);
    first.soon();
    second.soon();
    first.end();
    vi.advanceTimersByTime(250);
    expect([gone.mock.calls.length, staying.mock.calls.length]).toEqual([0, 1]);
  });

  it('waits for the picture of a feed that is being drawn, but not for long', () => {
    const listener = vi.fn();
    const { soon } = createBeat(250, listener);
    soon();
    vi.advanceTimersByTime(240);
    feedWasDrawn();
    vi.advanceTimersByTime(20);
    expect(listener).not.toHaveBeenCalled();
    feedWasDrawn();
    expect(listener).not.toHaveBeenCalled();
    vi.advanceTimersByTime(0);
    expect(listener).toHaveBeenCalledTimes(1);
    soon();
    vi.advanceTimersByTime(240);
    feedWasDrawn();
    vi.advanceTimersByTime(10 + 100);
    expect(listener).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});
