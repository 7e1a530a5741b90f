import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useSettings } from '../../host-client/settings.ts';
import { EmptyPanel } from '../EmptyPanel.tsx';
import type { Column } from './column.ts';
import { TableHeader } from './TableHeader.tsx';
import { TableRow } from './TableRow.tsx';
import { useRowFocus } from './use-row-focus.ts';
import { useSorting } from './use-sorting.ts';

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

const FIRST_RECT = { width: 800, height: 400 } as const;

/** Pixels the columns need at least, with the gaps and the padding of a row. */
const leastWidth = (columns: readonly { readonly width: number }[]): number =>
  columns.reduce((sum, { width }) => sum + width + 8, 8);

const templateOf = (columns: readonly { readonly width: number; readonly grow?: number }[]): string =>
  columns
    .map(({ width, grow = 1 }) => (grow === 0 ? `${width}px` : `minmax(${width}px, ${grow}fr)`))
    .join(' ');

/** A table that draws only the rows on screen; arrow keys move, Enter opens, headers sort. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  if (props.rows.length === 0) return <EmptyPanel>{props.empty}</EmptyPanel>;
  return <FilledTable {...props} />;
}

function FilledTable<Row>({ label, columns, rows, rowKey, onOpen }: DataTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const { sorted, sorting, setSorting } = useSorting(columns, rows);
  const rowPx = useSettings(({ density }) => density) === 'dense' ? 22 : 28;
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => rowKey(sorted[index] as Row),
    overscan: 4,
    // Rows are there with the first picture, before the box has been measured.
    initialRect: FIRST_RECT,
    scrollPaddingStart: HEADER_PX,
  });
  const focus = useRowFocus(sorted.length, scroller, virtualizer.scrollToIndex);
  const template = templateOf(columns);
  return (
    <div ref={scroller} className="table-scroll">
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
              isActive={index === focus.active}
              onFocus={focus.setActive}
              onMove={focus.move}
              onOpen={onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
