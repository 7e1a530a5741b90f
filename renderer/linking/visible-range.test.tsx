import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { publishVisibleRange, useVisibleRange, withdrawVisibleRange } from './visible-range.ts';

const rangeFrom = (fromMs: number) => ({ instrument: 'a:BTC', fromMs, toMs: fromMs + 10 });
const follows = (source: string) => ({ source, isMoved: false });
const isMoved = (source: string) => ({ source, isMoved: true });

afterEach(() => {
  cleanup();
  for (const source of ['chart', 'footprint']) withdrawVisibleRange('green', source);
});

const seen = () => renderHook(() => useVisibleRange('green', 'a:BTC')).result;

describe('the visible range of a color', () => {
  it('is what is shown of the instrument that is asked about', () => {
    const btc = seen();
    const eth = renderHook(() => useVisibleRange('green', 'a:ETH')).result;
    const range = rangeFrom(1);
    act(() => publishVisibleRange('green', range, follows('chart')));
    expect([btc.current, eth.current]).toEqual([range, undefined]);
    act(() => publishVisibleRange('green', { ...range }, isMoved('chart')));
    expect(btc.current).toBe(range);
  });

  it('is that of the panel a person moved last, while both follow the market', () => {
    const range = seen();
    act(() => publishVisibleRange('green', rangeFrom(1), follows('chart')));
    act(() => publishVisibleRange('green', rangeFrom(2), isMoved('footprint')));
    act(() => publishVisibleRange('green', rangeFrom(3), follows('chart')));
    expect(range.current?.fromMs).toBe(2);
    act(() => publishVisibleRange('green', rangeFrom(4), follows('footprint')));
    expect(range.current?.fromMs).toBe(4);
    act(() => publishVisibleRange('green', rangeFrom(5), isMoved('chart')));
    act(() => publishVisibleRange('green', rangeFrom(6), follows('footprint')));
    expect(range.current?.fromMs).toBe(5);
  });

  it('falls to the panel that is left when one closes, and to none with the last', () => {
    const range = seen();
    act(() => publishVisibleRange('green', rangeFrom(1), follows('chart')));
    act(() => publishVisibleRange('green', rangeFrom(2), isMoved('footprint')));
    act(() => withdrawVisibleRange('green', 'footprint'));
    expect(range.current?.fromMs).toBe(1);
    act(() => withdrawVisibleRange('green', 'chart'));
    expect(range.current).toBeUndefined();
  });
});
