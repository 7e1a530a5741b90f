import type { Column } from './column.ts';

/** Which column orders the rows. */
export interface Sorting {
  readonly key: string;
  readonly isDescending: boolean;
}

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
  const { key, header, unit, isNumber = false, sortBy } = column;
  const own = sorting?.key === key ? sorting : undefined;
  const name = (
    <>
      {header}
      {unit !== undefined && <span className="unit"> {unit}</span>}
      {own !== undefined && <span aria-hidden>{own.isDescending ? ' ↓' : ' ↑'}</span>}
    </>
  );
  const next = () => {
    if (own === undefined) onSort({ key, isDescending: true });
    else onSort(own.isDescending ? { key, isDescending: false } : undefined);
  };
  return (
    <div
      role="columnheader"
      className={isNumber ? 'cell number' : 'cell'}
      aria-sort={own === undefined ? 'none' : own.isDescending ? 'descending' : 'ascending'}
    >
      {sortBy === undefined ? (
        name
      ) : (
        <button type="button" onClick={next}>
          {name}
        </button>
      )}
    </div>
  );
}
