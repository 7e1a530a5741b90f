// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LadderRow } from './ladder-rows.ts';
import { RowMirror } from './row-mirror.ts';

const COUNT = 8;
const texts = {
  price: String,
  size: (size: number) => (size === 0 ? '' : `${size}`),
  signed: String,
  lotPlaces: 3,
};

const rowsFrom = (top: number, own?: { readonly at: number; readonly size: number }): LadderRow[] =>
  Array.from({ length: COUNT }, (_, at) => ({
    ticks: top - at,
    bidSize: 0,
    askSize: 0,
    ownBuy: own?.at === at ? own.size : 0,
    ownSell: 0,
    isLast: false,
    lastSide: undefined,
    volume: 0,
    delta: 0,
  }));

function bodyOfRows(): HTMLElement {
  const body = document.createElement('div');
  body.innerHTML = Array.from(
    { length: COUNT },
    () =>
      '<div><span data-cell="own-buy"></span><span data-cell="bid"></span><span data-cell="price"></span></div>',
  ).join('');
  return body;
}

const written = (body: HTMLElement, cell: string) =>
  Array.from(body.querySelectorAll(`[data-cell="${cell}"]`), ({ textContent }) => textContent);

describe('the written rows of a ladder', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are all there at first', () => {
    const body = bodyOfRows();
    new RowMirror(body, texts).show(rowsFrom(108));
    expect(written(body, 'price')).toEqual(['108', '107', '106', '105', '104', '103', '102', '101']);
  });

  it('follow a part with every picture, all within a third of a second', () => {
    const body = bodyOfRows();
    const mirror = new RowMirror(body, texts);
    mirror.show(rowsFrom(108));
    for (const followed of [2, 4, 6, 8]) {
      vi.advanceTimersByTime(75);
      mirror.show(rowsFrom(208));
      expect(written(body, 'price').filter((text) => Number(text) > 200)).toHaveLength(followed);
    }
    expect(written(body, 'price')).toEqual(['208', '207', '206', '205', '204', '203', '202', '201']);
  });

  it('have all followed a while after the last picture, and nothing waits any longer', () => {
    const body = bodyOfRows();
    const mirror = new RowMirror(body, texts);
    mirror.show(rowsFrom(108));
    vi.advanceTimersByTime(10);
    mirror.show(rowsFrom(208));
    vi.advanceTimersByTime(300);
    expect(written(body, 'price')).toEqual(['208', '207', '206', '205', '204', '203', '202', '201']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('show an own order and its price at once, and that it is gone', () => {
    const body = bodyOfRows();
    const mirror = new RowMirror(body, texts);
    mirror.show(rowsFrom(108));
    mirror.show(rowsFrom(208, { at: 5, size: 0.25 }));
    expect([written(body, 'own-buy')[5], written(body, 'price')[5]]).toEqual(['0.25', '203']);
    mirror.show(rowsFrom(308));
    expect([written(body, 'own-buy')[5], written(body, 'price')[5]]).toEqual(['', '303']);
  });

  it('wait for nothing once they are closed', () => {
    const mirror = new RowMirror(bodyOfRows(), texts);
    mirror.show(rowsFrom(108));
    mirror.show(rowsFrom(208));
    mirror.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
