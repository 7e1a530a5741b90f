import type { Column } from './column.ts';
import type { Sorting } from './use-sorting.ts';

interface TableHeaderProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting | undefined) => void;
}

/** Names and units of the columns. A press sorts downwards, the next upwards, the third not at all. */
export function TableHeader<Row>({ columns, template, sorting, onSort }: TableHeaderProps<Row>) {
  return (
    <div role="rowgroup" className="table-header">
      <div role="row" className="table-row" style={{ gridTemplateColumns: template }}>
        {columns.map((column) => (
          <HeaderCell key={column.key} column={column} sorting={sorting} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting | undefined) => void;
}

function HeaderCell<Row>({ column, sorting, onSort }: HeaderCellProps<Row>) {
  const { key, isNumber = false } = column;
  const own = sorting?.key === key ? sorting : undefined;
  const next = () => {
    if (own === undefined) onSort({ key, isDescending: true });
    else onSort(own.isDescending ? { key, isDescending: false } : undefined);
  };
  return (
    <div role="columnheader" className={isNumber ? 'cell number' : 'cell'} aria-sort={sortOf(own)}>
      {column.sortBy === undefined ? (
        <HeaderName column={column} own={own} />
      ) : (
        <button type="button" onClick={next}>
          <HeaderName column={column} own={own} />
        </button>
      )}
    </div>
  );
}

function sortOf(own: Sorting | undefined): 'none' | 'ascending' | 'descending' {
  if (own === undefined) return 'none';
  return own.isDescending ? 'descending' : 'ascending';
}

interface HeaderNameProps<Row> {
  readonly column: Column<Row>;
  readonly own: Sorting | undefined;
}

function HeaderName<Row>({ column: { header, unit }, own }: HeaderNameProps<Row>) {
  return (
    <>
      {header}
      {unit !== undefined && <span className="unit"> {unit}</span>}
      {own !== undefined && <span aria-hidden>{own.isDescending ? ' ↓' : ' ↑'}</span>}
    </>
  );
}
