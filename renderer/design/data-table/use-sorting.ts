import { useMemo, useState } from 'react';
import { type Column, sortedRows } from './column.ts';

/** Which column orders the rows. */
export interface Sorting {
  readonly key: string;
  readonly isDescending: boolean;
}

/** The rows in the order the person asked for. */
export function useSorting<Row>(columns: readonly Column<Row>[], rows: readonly Row[]) {
  const [sorting, setSorting] = useState<Sorting | undefined>();
  const sorted = useMemo(() => {
    const column = columns.find(({ key }) => key === sorting?.key);
    return sortedRows(rows, column, sorting?.isDescending ?? false);
  }, [rows, columns, sorting]);
  return { sorted, sorting, setSorting };
}
