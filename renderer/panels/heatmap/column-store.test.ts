import { describe, expect, it } from 'vitest';
import { addRows, ColumnStore, hasBook, sizeInRow } from './column-store.ts';
import { packed } from './fixtures.ts';

const stored = (...spans: Parameters<typeof packed>[0]) => {
  const store = new ColumnStore(1000);
  store.add(packed(spans));
  return store;
};

describe('the columns the window keeps', () => {
  it('tell a gap from what nobody has told yet', () => {
    const store = stored({ index: 5, sizes: { 100: 1 } }, { index: 6, sold: 2 });
    store.markComplete(4, 8);
    expect(store.at(4)).toBeUndefined();
    expect([store.isComplete(4), store.isComplete(8)]).toEqual([true, false]);
    const [five, six] = [store.at(5), store.at(6)];
    expect(five && hasBook(five)).toBe(true);
    expect(six && hasBook(six)).toBe(false);
  });

  it('ask for the newest stretch that is missing first', () => {
    const store = new ColumnStore(1000);
    expect(store.firstMissing(0, 100)).toEqual([0, 100]);
    store.markComplete(90, 100);
    expect(store.firstMissing(0, 100)).toEqual([0, 90]);
    store.markComplete(20, 50);
    expect(store.firstMissing(0, 100)).toEqual([50, 90]);
    store.markComplete(50, 90);
    expect(store.firstMissing(0, 100)).toEqual([0, 20]);
    expect(store.firstMissing(20, 100)).toBeUndefined();
    expect(store.firstMissing(20, 103)).toEqual([100, 103]);
  });

  it('show the span that has not ended at its own place', () => {
    const store = stored({ index: 5, sizes: { 100: 1 } });
    store.setForming(packed([{ index: 6, sizes: { 100: 7 } }]));
    expect(sizeInRow(store.at(6), 100, 1)).toBe(7);
    expect(store.at(7)).toBeUndefined();
  });

  it('show what ended in place of how it stood while it went on', () => {
    const store = new ColumnStore(1000);
    store.setForming(packed([{ index: 5, sizes: { 100: 7 }, bought: 1 }]));
    store.add(packed([{ index: 5, sizes: { 100: 8 }, bought: 3 }]));
    expect(store.at(5)).toMatchObject({ boughtBase: 3 });
    expect(sizeInRow(store.at(5), 100, 1)).toBe(8);
  });

  it('add sizes up by row', () => {
    const column = stored({ index: 1, sizes: { 99: 1, 100: 2, 104: 4, 105: 8 } }).at(1);
    const sums = new Float32Array(3);
    if (column) addRows(column, { topRow: 21, rowTicks: 5 }, sums);
    // Rows of five ticks: 105 to 109, 100 to 104, 95 to 99.
    expect([...sums]).toEqual([8, 2 + 4, 1]);
  });

  it('say nothing about a price out of sight and none about one in sight where nothing rests', () => {
    const column = stored({ index: 1, sizes: { 100: 2, 110: 4 } }).at(1);
    expect(sizeInRow(column, 105, 1)).toBe(0);
    expect(sizeInRow(column, 99, 1)).toBeUndefined();
    expect(sizeInRow(column, 111, 1)).toBeUndefined();
    expect(sizeInRow(column, 9, 10)).toBeUndefined();
    expect(sizeInRow(column, 10, 10)).toBe(2);
    expect(sizeInRow(undefined, 100, 1)).toBeUndefined();
  });
});
