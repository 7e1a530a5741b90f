import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { publishVisibleRange, useVisibleRange } from './visible-range.ts';

afterEach(cleanup);

describe('the visible range of a color', () => {
  it('is what was shown last of the instrument that is asked about', () => {
    const btc = renderHook(() => useVisibleRange('green', 'a:BTC'));
    const eth = renderHook(() => useVisibleRange('green', 'a:ETH'));
    const range = { instrument: 'a:BTC', fromMs: 1, toMs: 2 };
    act(() => publishVisibleRange('green', range));
    expect([btc.result.current, eth.result.current]).toEqual([range, undefined]);
    act(() => publishVisibleRange('green', { ...range }));
    expect(btc.result.current).toBe(range);
  });
});
