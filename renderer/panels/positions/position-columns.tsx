import type { PositionView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { gains, numbers } from '../../design/data-table/columns.tsx';
import { FlashNumber } from '../../design/FlashNumber.tsx';
import { formatQuote } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import { rowColumns, rowWriters } from '../../linking/row-columns.tsx';
import type { RowNames } from '../../linking/row-names.ts';

/** The columns of the positions table: up to the stop they fit the default workspace in a window of 1440 pixels. */
export function positionColumns(
  texts: Texts,
  names: RowNames,
  unit: string,
): readonly Column<PositionView>[] {
  const { columns } = texts;
  const row = rowColumns(texts, names);
  const { price, size } = rowWriters(names);
  return [
    row.symbol(),
    row.direction(),
    numbers({ key: 'size', header: columns.size, width: 62 }, ({ sizeBase }) => sizeBase, size),
    gains(
      { key: 'pnl', header: columns.openPnl, unit, width: 86 },
      ({ unrealizedPnlQuote }) => unrealizedPnlQuote,
    ),
    numbers({ key: 'entry', header: columns.entry, width: 68 }, ({ entryPrice }) => entryPrice, price),
    {
      ...numbers<PositionView>(
        { key: 'mark', header: columns.mark, width: 68 },
        ({ markPrice }) => markPrice,
        price,
      ),
      render: (position) => (
        <FlashNumber value={position.markPrice} text={price(position.markPrice, position)} />
      ),
    },
    stopColumn(texts, price),
    row.by(),
    gains(
      { key: 'realized', header: columns.realizedPnl, unit, width: 96 },
      ({ realizedPnlQuote }) => realizedPnlQuote,
    ),
    numbers(
      { key: 'fees', header: columns.fees, unit, width: 88 },
      ({ feesQuote }) => feesQuote,
      formatQuote,
    ),
    gains({ key: 'funding', header: columns.funding, unit, width: 92 }, ({ fundingQuote }) => fundingQuote),
  ];
}

type WritePrice = (value: number | null, row: PositionView) => string;

/** The protective stop, or in red that there is none. */
function stopColumn({ columns, positions }: Texts, price: WritePrice): Column<PositionView> {
  const write: WritePrice = (value, row) => (value === null ? positions.noStop : price(value, row));
  return {
    ...numbers<PositionView>(
      { key: 'stop', header: columns.stop, width: 68 },
      ({ stopPrice }) => stopPrice,
      write,
    ),
    render: (position) => (
      <span className={position.stopPrice === null ? 'danger' : undefined}>
        {write(position.stopPrice, position)}
      </span>
    ),
  };
}
