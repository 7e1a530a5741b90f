import type { ClosedTradeView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { gains, moments, numbers } from '../../design/data-table/columns.tsx';
import { formatQuote } from '../../formatting/numbers.ts';
import { formatAge } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import { rowColumns, rowWriters } from '../../linking/row-columns.tsx';
import type { RowNames } from '../../linking/row-names.ts';

/** The columns of the table of closed round trips. */
export function tradeColumns(
  texts: Texts,
  names: RowNames,
  unit: string,
): readonly Column<ClosedTradeView>[] {
  const { columns } = texts;
  const row = rowColumns(texts, names);
  const { size } = rowWriters(names);
  return [
    moments('closed', columns.closed, ({ closedAtMs }) => closedAtMs),
    numbers(
      { key: 'held', header: columns.held, width: 64, grow: 0 },
      ({ openedAtMs, closedAtMs }) => closedAtMs - openedAtMs,
      formatAge,
    ),
    row.symbol(),
    row.direction(),
    numbers({ key: 'size', header: columns.size, width: 70 }, ({ sizeBase }) => sizeBase, size),
    gains({ key: 'net', header: columns.netPnl, unit, width: 100 }, ({ netPnlQuote }) => netPnlQuote),
    numbers(
      { key: 'fees', header: columns.fees, unit, width: 88 },
      ({ feesQuote }) => feesQuote,
      formatQuote,
    ),
    row.by(),
  ];
}
