import type { Side } from '../../engine/domain/order/side.ts';
import { type Column } from '../design/data-table/column.ts';
import { words } from '../design/data-table/columns.tsx';
import { DirectionWord, SideWord } from '../design/SideWord.tsx';
import { formatFixed, placesOf } from '../formatting/numbers.ts';
import type { Texts } from '../language/en.ts';
import type { RowNames } from './row-names.ts';

/** Columns that rows of orders, fills, positions and trades have in common. */
export function rowColumns(texts: Texts, names: RowNames) {
  const { columns } = texts;
  return {
    symbol: <Row extends { readonly instrument: string }>(): Column<Row> =>
      words({ key: 'symbol', header: columns.symbol, width: 102 }, ({ instrument }) =>
        names.symbolOf(instrument),
      ),
    side: <Row extends { readonly side: Side }>(): Column<Row> => ({
      ...words<Row>({ key: 'side', header: columns.side, width: 54, grow: 0 }, ({ side }) =>
        side === 'buy' ? texts.buy : texts.sell,
      ),
      render: ({ side }) => <SideWord side={side} />,
    }),
    direction: <Row extends { readonly direction: 'long' | 'short' }>(): Column<Row> => ({
      ...words<Row>(
        { key: 'direction', header: columns.direction, width: 58, grow: 0 },
        ({ direction }) => texts[direction],
      ),
      render: ({ direction }) => <DirectionWord direction={direction} />,
    }),
    by: <Row extends { readonly runId: string }>(): Column<Row> =>
      words({ key: 'by', header: columns.by, width: 112, grow: 2 }, ({ runId }) => names.runName(runId)),
  };
}

type OfInstrument = { readonly instrument: string };

/** Writes prices and sizes with the decimals of the row's instrument. */
export const rowWriters = (names: RowNames) => ({
  price: (value: number | null, { instrument }: OfInstrument): string =>
    formatFixed(value, placesOf(names.stepsOf(instrument).tickSize)),
  size: (value: number | null, { instrument }: OfInstrument): string =>
    formatFixed(value, placesOf(names.stepsOf(instrument).lotSize)),
});
