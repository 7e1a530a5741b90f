import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useSettings } from '../../host-client/settings.ts';
import { EmptyPanel } from '../EmptyPanel.tsx';
import { type Column, sortedRows } from './column.ts';
import { TableHeader, type Sorting } from './TableHeader.tsx';
import { TableRow } from './TableRow.tsx';

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Shown in place of the rows when there are none. */
  readonly empty: string;
  /** Makes rows open on click and on Enter. */
  readonly onOpen?: ((row: Row) => void) | undefined;
}

/** Height of the header, which scrolls with the rows but stays on top. */
const HEADER_PX = 24;

/** Pixels the columns need at least, with the gaps and the padding of a row. */
const leastWidth = (columns: readonly { readonly width: number }[]): number =>
  columns.reduce((sum, { width }) => sum + width + 8, 8);

/** A table that draws only the rows on screen; arrow keys move, Enter opens, headers sort. */
export function DataTable<Row>({ label, columns, rows, rowKey, empty, onOpen }: DataTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<Sorting | undefined>();
  const [active, setActive] = useState(0);
  const rowPx = useSettings(({ density }) => density) === 'dense' ? 22 : 28;
  const sorted = useMemo(() => {
    const column = columns.find(({ key }) => key === sorting?.key);
    return sortedRows(rows, column?.sortBy, sorting?.isDescending ?? false);
  }, [rows, columns, sorting]);
  const template = useMemo(
    () =>
      columns
        .map(({ width, grow = 1 }) => (grow === 0 ? `${width}px` : `minmax(${width}px, ${grow}fr)`))
        .join(' '),
    [columns],
  );
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => rowKey(sorted[index] as Row),
    overscan: 4,
    scrollPaddingStart: HEADER_PX,
  });

  const moveTo = (index: number) => {
    const target = Math.min(Math.max(index, 0), sorted.length - 1);
    setActive(target);
    virtualizer.scrollToIndex(target);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${target}"]`)?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 20,
      PageUp: -20,
      Home: -sorted.length,
      End: sorted.length,
    }[event.key];
    if (step === undefined || (event.target as HTMLElement).role !== 'row') return;
    event.preventDefault();
    moveTo(active + step);
  };

  if (rows.length === 0) return <EmptyPanel>{empty}</EmptyPanel>;
  return (
    <div ref={scroller} className="table-scroll" onKeyDown={onKeyDown}>
      <div
        className="table"
        role="table"
        aria-label={label}
        aria-rowcount={sorted.length + 1}
        style={{ minWidth: leastWidth(columns) }}
      >
        <TableHeader columns={columns} template={template} sorting={sorting} onSort={setSorting} />
        <div role="rowgroup" className="table-rows" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, key }) => (
            <TableRow
              key={key}
              row={sorted[index] as Row}
              columns={columns}
              template={template}
              index={index}
              top={start}
              isActive={index === Math.min(active, sorted.length - 1)}
              onFocus={setActive}
              onOpen={onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
