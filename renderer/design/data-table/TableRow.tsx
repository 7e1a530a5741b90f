import { memo } from 'react';
import type { Column } from './column.ts';

interface TableRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  readonly index: number;
  /** Distance from the first row in pixels. */
  readonly top: number;
  readonly isActive: boolean;
  readonly onFocus: (index: number) => void;
  /** Moves the focus by a key; answers whether the key moves. */
  readonly onMove: (from: number, key: string) => boolean;
  readonly onOpen: ((row: Row) => void) | undefined;
}

function PlainTableRow<Row>(props: TableRowProps<Row>) {
  const { row, columns, template, index, top, isActive, onFocus, onMove, onOpen } = props;
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={isActive ? 0 : -1}
      className={onOpen === undefined ? 'table-row' : 'table-row can-open'}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
      onFocus={() => onFocus(index)}
      onClick={() => onOpen?.(row)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        if (event.key === 'Enter') onOpen?.(row);
        if (onMove(index, event.key)) event.preventDefault();
      }}
    >
      {columns.map((column) => (
        <div key={column.key} role="cell" className={column.isNumber === true ? 'cell number' : 'cell'}>
          {column.render === undefined ? column.text(row) : column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** One row; drawn again only when the thing it shows was replaced. */
export const TableRow = memo(PlainTableRow) as typeof PlainTableRow;
