import { formatPnl, toneOf } from '../../formatting/numbers.ts';
import { formatUtc } from '../../formatting/times.ts';
import { FlashNumber } from '../FlashNumber.tsx';
import { Time } from '../Time.tsx';
import type { Column } from './column.ts';

/** What every column has: its key, its name and its room. */
interface Head {
  readonly key: string;
  readonly header: string;
  readonly width: number;
  readonly unit?: string;
  readonly grow?: number;
}

/** A column of words, ordered by them. */
export const words = <Row,>(head: Head, text: (row: Row) => string): Column<Row> => ({
  ...head,
  text,
  sortBy: text,
});

/** A column of numbers, written by `write` and ordered by value; rows without one come last. */
export const numbers = <Row,>(
  head: Head,
  value: (row: Row) => number | null,
  write: (value: number | null, row: NoInfer<Row>) => string,
): Column<Row> => ({
  ...head,
  isNumber: true,
  text: (row) => write(value(row), row),
  sortBy: (row) => value(row) ?? Number.NEGATIVE_INFINITY,
});

/** A column of gains and losses: signed, toned, flashing as they change. */
export const gains = <Row,>(head: Head, value: (row: Row) => number): Column<Row> => ({
  ...numbers(head, value, (amount) => formatPnl(amount)),
  render: (row) => (
    <FlashNumber value={value(row)} text={formatPnl(value(row))} className={toneOf(value(row))} />
  ),
});

/** A column of moments in the person's zone, UTC on hover and when copied. */
export const moments = <Row,>(key: string, header: string, at: (row: Row) => number): Column<Row> => ({
  key,
  header,
  width: 62,
  grow: 0,
  text: (row) => formatUtc(at(row)),
  render: (row) => <Time ms={at(row)} />,
  sortBy: at,
});
