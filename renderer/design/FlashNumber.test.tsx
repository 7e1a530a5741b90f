import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FlashNumber } from './FlashNumber.tsx';

describe('a number that changed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  const shown = (value: number) => <FlashNumber value={value} text={value.toFixed(2)} />;
  const pass = (ms: number) =>
    act(() => {
      vi.advanceTimersByTime(ms);
    });

  it('lights up the digits that are others, in the direction they moved, for a moment', () => {
    const { container, rerender } = render(shown(100.25));
    const lit = () => container.querySelector('.flash-up, .flash-down');
    expect(lit()).toBeNull();
    rerender(shown(100.31));
    expect(lit()?.className).toBe('flash-up');
    expect(lit()?.textContent).toBe('31');
    pass(299);
    expect(lit()).not.toBeNull();
    pass(1);
    expect(lit()).toBeNull();
    expect(container.textContent).toBe('100.31');
  });

  it('stays lit for as long after its last change, in the direction of that', () => {
    const { container, rerender } = render(shown(100.25));
    rerender(shown(100.31));
    pass(200);
    rerender(shown(99.9));
    pass(200);
    expect(container.querySelector('.flash-down')?.textContent).toBe('99.90');
    pass(100);
    expect(container.querySelector('.flash-up, .flash-down')).toBeNull();
  });
});
