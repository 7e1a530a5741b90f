// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CalmStore } from './calm-store.ts';

/** A number that the test changes. */
function livelyNumber() {
  const listeners = new Set<() => void>();
  const source = { value: 1 };
  return {
    listeners,
    now: () => source.value,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isOther: (shown: number, now: number) => Math.abs(now - shown) >= 100,
    become: (value: number) => {
      source.value = value;
      for (const listener of listeners) listener();
    },
  };
}

describe('a calm store', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('answers with what is true now while nobody looks', () => {
    const lively = livelyNumber();
    const store = new CalmStore(250, lively);
    expect(store.now).toBe(1);
    lively.become(2);
    expect(store.now).toBe(2);
  });

  it('stays the same until the beat and then is the newest', () => {
    const lively = livelyNumber();
    const store = new CalmStore(250, lively);
    const told = vi.fn();
    store.subscribe(told);
    for (let value = 2; value <= 9; value += 1) lively.become(value);
    vi.advanceTimersByTime(249);
    expect([store.now, told.mock.calls.length]).toEqual([1, 0]);
    vi.advanceTimersByTime(1);
    expect([store.now, told.mock.calls.length]).toEqual([9, 1]);
  });

  it('shows another thing at once', () => {
    const lively = livelyNumber();
    const store = new CalmStore(250, lively);
    const told = vi.fn();
    store.subscribe(told);
    lively.become(500);
    expect([store.now, told.mock.calls.length]).toEqual([500, 1]);
  });

  it('lets go of its source and its timer with the last one who looks', () => {
    const lively = livelyNumber();
    const store = new CalmStore(250, lively);
    const ends = [store.subscribe(() => undefined), store.subscribe(() => undefined)];
    lively.become(2);
    ends[0]?.();
    expect(lively.listeners.size).toBe(1);
    ends[1]?.();
    expect([lively.listeners.size, vi.getTimerCount()]).toEqual([0, 0]);
    expect(store.now).toBe(2);
  });
});
