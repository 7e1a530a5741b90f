import { describe, expect, it } from 'vitest';
import { sortedRows, tableText } from './column.ts';
import { numbers, words } from './columns.tsx';

interface Row {
  readonly name: string;
  readonly value: number | null;
}

const name = words<Row>({ key: 'name', header: 'Name', width: 10 }, (row) => row.name);
const value = numbers<Row>(
  { key: 'value', header: 'Value', width: 10, unit: 'bps' },
  (row) => row.value,
  String,
);
const rows: readonly Row[] = [
  { name: 'b', value: 2 },
  { name: 'a', value: null },
  { name: 'c', value: 10 },
];

describe('a table', () => {
  it('is copied with its units in the header', () => {
    expect(tableText([name, value], rows.slice(0, 1))).toBe('Name\tValue (bps)\nb\t2');
  });

  it('copies no text that a spreadsheet would run, and leaves numbers alone', () => {
    const text = tableText(
      [name],
      [
        { name: '=SUM(A1)', value: 0 },
        { name: '-12.50', value: 0 },
        { name: '@x\ty', value: 0 },
      ],
    );
    expect(text.split('\n')).toEqual(['Name', "'=SUM(A1)", '-12.50', "'@x y"]);
  });

  it('orders by value, with nothing last when descending', () => {
    expect(sortedRows(rows, value, true).map((row) => row.name)).toEqual(['c', 'b', 'a']);
    expect(sortedRows(rows, name, false).map((row) => row.name)).toEqual(['a', 'b', 'c']);
    expect(sortedRows(rows, undefined, true)).toBe(rows);
  });
});
