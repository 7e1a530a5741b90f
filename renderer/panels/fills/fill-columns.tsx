import type { FillView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { SideWord } from '../../design/SideWord.tsx';
import { Time } from '../../design/Time.tsx';
import { formatFixed, formatQuote, placesOf } from '../../formatting/numbers.ts';
import { formatUtc } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import type { RowNames } from '../../linking/row-names.ts';

/** The columns of the fills table. */
export function fillColumns(texts: Texts, names: RowNames, quote: string): readonly Column<FillView>[] {
  const { columns, buy, sell, fills, orders } = texts;
  return [
    {
      key: 'time',
      header: columns.time,
      width: 72,
      grow: 0,
      text: ({ timeMs }) => formatUtc(timeMs),
      render: ({ timeMs }) => <Time ms={timeMs} />,
      sortBy: ({ timeMs }) => timeMs,
    },
    {
      key: 'symbol',
      header: columns.symbol,
      width: 116,
      text: ({ instrument }) => names.symbolOf(instrument),
      sortBy: ({ instrument }) => instrument,
    },
    {
      key: 'side',
      header: columns.side,
      width: 62,
      grow: 0,
      text: ({ side }) => (side === 'buy' ? buy : sell),
      render: ({ side }) => <SideWord side={side} />,
      sortBy: ({ side }) => side,
    },
    {
      key: 'role',
      header: columns.role,
      width: 96,
      text: ({ role }) => orders.roles[role],
      sortBy: ({ role }) => role,
    },
    {
      key: 'size',
      header: columns.size,
      width: 76,
      isNumber: true,
      text: ({ sizeBase, instrument }) => formatFixed(sizeBase, placesOf(names.stepsOf(instrument).lotSize)),
      sortBy: ({ sizeBase }) => sizeBase,
    },
    {
      key: 'price',
      header: columns.price,
      width: 84,
      isNumber: true,
      text: ({ price, instrument }) => formatFixed(price, placesOf(names.stepsOf(instrument).tickSize)),
      sortBy: ({ price }) => price,
    },
    {
      key: 'notional',
      header: columns.notional,
      unit: quote,
      width: 104,
      isNumber: true,
      text: ({ notionalQuote }) => formatQuote(notionalQuote),
      sortBy: ({ notionalQuote }) => notionalQuote,
    },
    {
      key: 'fee',
      header: columns.fee,
      unit: quote,
      width: 84,
      isNumber: true,
      text: ({ feeQuote }) => formatFixed(feeQuote, 4),
      sortBy: ({ feeQuote }) => feeQuote,
    },
    {
      key: 'liquidity',
      header: columns.liquidity,
      width: 70,
      text: ({ liquidity }) => fills[liquidity],
      sortBy: ({ liquidity }) => liquidity,
    },
    {
      key: 'by',
      header: columns.by,
      width: 120,
      grow: 2,
      text: ({ runId }) => names.runName(runId),
      sortBy: ({ runId }) => runId,
    },
  ];
}
