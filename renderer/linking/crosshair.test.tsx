import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  crosshairOf,
  publishCrosshair,
  subscribeCrosshair,
  useCrosshair,
  withdrawCrosshair,
} from './crosshair.ts';

const point = { instrument: 'sandbox:BTC/USDT', timeMs: 60_000, price: 100.5, source: 'chart' };

afterEach(() => {
  cleanup();
  publishCrosshair('blue', undefined);
});

describe('the crosshair of a color', () => {
  it('is seen by every panel of the color and by no other', () => {
    const blue = renderHook(() => useCrosshair('blue'));
    const amber = renderHook(() => useCrosshair('amber'));
    act(() => publishCrosshair('blue', point));
    expect(blue.result.current).toEqual(point);
    expect(amber.result.current).toBeUndefined();
  });

  it('tells nobody when the point did not move', () => {
    const heard = vi.fn();
    const end = subscribeCrosshair('blue', heard);
    publishCrosshair('blue', point);
    publishCrosshair('blue', { ...point });
    publishCrosshair('blue', { ...point, price: undefined });
    end();
    publishCrosshair('blue', undefined);
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('is taken back by the panel that set it only', () => {
    publishCrosshair('blue', point);
    withdrawCrosshair('blue', 'footprint');
    expect(crosshairOf('blue')).toEqual(point);
    withdrawCrosshair('blue', 'chart');
    expect(crosshairOf('blue')).toBeUndefined();
  });
});
