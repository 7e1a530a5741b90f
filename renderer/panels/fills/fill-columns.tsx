import type { FillView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { moments, numbers, words } from '../../design/data-table/columns.tsx';
import { formatFixed, formatQuote } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import { rowColumns, rowWriters } from '../../linking/row-columns.tsx';
import type { RowNames } from '../../linking/row-names.ts';

const fee = (value: number | null) => formatFixed(value, 4);

/** The columns of the fills table. */
export function fillColumns(texts: Texts, names: RowNames, unit: string): readonly Column<FillView>[] {
  const { columns, fills, orders } = texts;
  const row = rowColumns(texts, names);
  const { price, size } = rowWriters(names);
  return [
    moments('time', columns.time, ({ timeMs }) => timeMs),
    row.symbol(),
    row.side(),
    words({ key: 'role', header: columns.role, width: 74 }, ({ role }) => orders.roles[role]),
    numbers({ key: 'size', header: columns.size, width: 62 }, ({ sizeBase }) => sizeBase, size),
    numbers({ key: 'price', header: columns.price, width: 68 }, (fill) => fill.price, price),
    numbers(
      { key: 'notional', header: columns.notional, unit, width: 90 },
      (fill) => fill.notionalQuote,
      formatQuote,
    ),
    numbers({ key: 'fee', header: columns.fee, unit, width: 74 }, ({ feeQuote }) => feeQuote, fee),
    words({ key: 'liquidity', header: columns.liquidity, width: 60 }, ({ liquidity }) => fills[liquidity]),
    row.by(),
  ];
}
