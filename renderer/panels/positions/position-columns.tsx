import type { PositionView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { FlashNumber } from '../../design/FlashNumber.tsx';
import { DirectionWord } from '../../design/SideWord.tsx';
import { formatFixed, formatPnl, formatQuote, placesOf, toneOf } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import type { RowNames } from '../../linking/row-names.ts';

/** The columns of the positions table. */
export function positionColumns(
  texts: Texts,
  names: RowNames,
  quote: string,
): readonly Column<PositionView>[] {
  const { columns, long, short, positions } = texts;
  const price = (value: number | null, { instrument }: PositionView) =>
    formatFixed(value, placesOf(names.stepsOf(instrument).tickSize));
  const pnl = (value: number) => (
    <FlashNumber value={value} text={formatPnl(value)} className={toneOf(value)} />
  );
  return [
    {
      key: 'symbol',
      header: columns.symbol,
      width: 112,
      text: ({ instrument }) => names.symbolOf(instrument),
      sortBy: ({ instrument }) => instrument,
    },
    {
      key: 'direction',
      header: columns.direction,
      width: 66,
      grow: 0,
      text: ({ direction }) => (direction === 'long' ? long : short),
      render: ({ direction }) => <DirectionWord direction={direction} />,
      sortBy: ({ direction }) => direction,
    },
    {
      key: 'size',
      header: columns.size,
      width: 66,
      isNumber: true,
      text: ({ sizeBase, instrument }) => formatFixed(sizeBase, placesOf(names.stepsOf(instrument).lotSize)),
      sortBy: ({ sizeBase }) => sizeBase,
    },
    {
      key: 'entry',
      header: columns.entry,
      width: 76,
      isNumber: true,
      text: (row) => price(row.entryPrice, row),
    },
    {
      key: 'mark',
      header: columns.mark,
      width: 76,
      isNumber: true,
      text: (row) => price(row.markPrice, row),
      render: (row) => <FlashNumber value={row.markPrice} text={price(row.markPrice, row)} />,
    },
    {
      key: 'pnl',
      header: columns.openPnl,
      unit: quote,
      width: 102,
      isNumber: true,
      text: ({ unrealizedPnlQuote }) => formatPnl(unrealizedPnlQuote),
      render: ({ unrealizedPnlQuote }) => pnl(unrealizedPnlQuote),
      sortBy: ({ unrealizedPnlQuote }) => unrealizedPnlQuote,
    },
    {
      key: 'stop',
      header: columns.stop,
      width: 76,
      isNumber: true,
      text: (row) => (row.stopPrice === null ? positions.noStop : price(row.stopPrice, row)),
      render: (row) =>
        row.stopPrice === null ? (
          <span className="danger">{positions.noStop}</span>
        ) : (
          price(row.stopPrice, row)
        ),
    },
    {
      key: 'by',
      header: columns.by,
      width: 110,
      grow: 2,
      text: ({ runId }) => names.runName(runId),
      sortBy: ({ runId }) => runId,
    },
    {
      key: 'realized',
      header: columns.realizedPnl,
      unit: quote,
      width: 98,
      isNumber: true,
      text: ({ realizedPnlQuote }) => formatPnl(realizedPnlQuote),
      render: ({ realizedPnlQuote }) => (
        <span className={toneOf(realizedPnlQuote)}>{formatPnl(realizedPnlQuote)}</span>
      ),
      sortBy: ({ realizedPnlQuote }) => realizedPnlQuote,
    },
    {
      key: 'fees',
      header: columns.fees,
      unit: quote,
      width: 74,
      isNumber: true,
      text: ({ feesQuote }) => formatQuote(feesQuote),
    },
    {
      key: 'funding',
      header: columns.funding,
      unit: quote,
      width: 92,
      isNumber: true,
      text: ({ fundingQuote }) => formatPnl(fundingQuote),
    },
  ];
}
