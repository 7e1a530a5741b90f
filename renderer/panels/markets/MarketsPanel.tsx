import { useMemo } from 'react';
import type { InstrumentView, MarketView } from '../../../engine/contract/views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { FlashNumber } from '../../design/FlashNumber.tsx';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { formatChange, formatFixed, placesOf, toneOf } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';

interface MarketRow {
  readonly instrument: InstrumentView;
  readonly market: MarketView | undefined;
  readonly isShown: boolean;
}

/** The session's instruments; pressing one points the panels of this color at it. */
export function MarketsPanel() {
  const texts = useTexts();
  const [shown, link] = useLinkedInstrument();
  const instruments = useEngineView((view) => view.instruments);
  const markets = useCalmEngineView(250, (view) => view.markets);
  const rows = useMemo(
    () =>
      instruments.map((instrument) => ({
        instrument,
        market: markets[instrument.id],
        isShown: instrument === shown,
      })),
    [instruments, markets, shown],
  );
  const columns = useMemo(() => marketColumns(texts), [texts]);
  return (
    <div className="panel-body">
      <DataTable
        label={texts.markets.label}
        columns={columns}
        rows={rows}
        rowKey={({ instrument }) => instrument.id}
        empty={texts.markets.empty}
        onOpen={({ instrument }) => link(instrument.id)}
      />
    </div>
  );
}

/** Best ask minus best bid in bps of their middle; null while a side is empty. */
export function spreadBps(market: MarketView | undefined): number | null {
  const bid = market?.bids[0];
  const ask = market?.asks[0];
  return bid === undefined || ask === undefined ? null : ((ask - bid) / ((ask + bid) / 2)) * 10_000;
}

function marketColumns({ markets }: Texts): readonly Column<MarketRow>[] {
  const last = ({ instrument, market }: MarketRow) =>
    formatFixed(market?.lastPrice, placesOf(instrument.tickSize));
  return [
    {
      key: 'symbol',
      header: markets.symbol,
      width: 66,
      text: ({ instrument }) => `${instrument.base}/${instrument.quote}`,
      render: ({ instrument, isShown }) => (
        <span
          className={isShown ? 'shown-symbol' : undefined}
          title={instrument.symbol}
        >{`${instrument.base}/${instrument.quote}`}</span>
      ),
    },
    {
      key: 'last',
      header: markets.last,
      width: 68,
      isNumber: true,
      text: last,
      render: (row) => <FlashNumber value={row.market?.lastPrice ?? null} text={last(row)} />,
    },
    {
      key: 'change',
      header: markets.change,
      width: 54,
      isNumber: true,
      text: ({ market }) => formatChange(market?.change),
      render: ({ market }) => (
        <span className={toneOf(market?.change, 4)}>{formatChange(market?.change)}</span>
      ),
      sortBy: ({ market }) => market?.change ?? 0,
    },
    {
      key: 'spread',
      header: markets.spread,
      unit: 'bps',
      width: 64,
      isNumber: true,
      text: ({ market }) => formatFixed(spreadBps(market), 2),
      sortBy: ({ market }) => spreadBps(market) ?? 0,
    },
  ];
}
