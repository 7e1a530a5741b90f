import { useCallback, useEffect, useMemo, useState } from 'react';
import type { InstrumentView, OrderView } from '../../../engine/contract/views.ts';
import type { BarSeries } from '../../charts/bar-series.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { BarLegend } from './BarLegend.tsx';
import { ChartCanvas } from './ChartCanvas.tsx';
import { slotTimes } from './chart-option.ts';
import {
  fedSlice,
  followsMarket,
  FREE_SLOTS,
  newestRange,
  pannedRange,
  type VisibleRange,
  zoomedRange,
} from './chart-window.ts';
import { fillMarks } from './fill-marks.ts';
import type { IndicatorKey } from './indicators.ts';
import { useBarSeries } from './use-bar-series.ts';
import { useIndicators } from './use-indicators.ts';

interface PriceChartProps {
  readonly instrument: InstrumentView;
  readonly intervalMs: number;
  readonly keys: readonly IndicatorKey[];
  /** Grows by one whenever the person asks for the newest bar. */
  readonly jump: number;
}

/** Loads the bars and shows them, or says why it cannot. */
export function PriceChart(props: PriceChartProps) {
  const texts = useTexts();
  const { bars, loadOlder, retry } = useBarSeries(props.instrument.id, props.intervalMs);
  if (bars.state === 'loading') return <EmptyPanel>{texts.chart.loading}</EmptyPanel>;
  if (bars.state === 'failed') {
    return (
      <EmptyPanel>
        {texts.chart.failed(bars.detail)}{' '}
        <button type="button" className="button" onClick={retry}>
          {texts.chart.retry}
        </button>
      </EmptyPanel>
    );
  }
  if (bars.series.bars.length === 0) return <EmptyPanel>{texts.chart.noBars}</EmptyPanel>;
  return <LoadedChart {...props} series={bars.series} loadOlder={loadOlder} />;
}

interface LoadedChartProps extends PriceChartProps {
  readonly series: BarSeries;
  readonly loadOlder: () => Promise<number>;
}

const FIRST_VISIBLE = 120;
/** Older bars are fetched when the left edge comes this close. */
const FETCH_MARGIN = 60;

function LoadedChart({ instrument, intervalMs, keys, jump, series, loadOlder }: LoadedChartProps) {
  const texts = useTexts();
  const colors = useCanvasColors();
  const [slot, setSlot] = useState<number | undefined>();
  const { range, pan, zoom } = useVisibleRange(series, jump, loadOlder);
  const count = series.bars.length;
  const { from, to } = fedSlice(range, count);
  const fed = useMemo(() => series.bars.slice(from, to), [series.bars, from, to]);
  const indicators = useIndicators({ instrument: instrument.id, intervalMs, keys, bars: fed });
  const fills = useEngineView((view) => view.fills);
  const orders = useEngineView((view) => view.orders);
  const formatPrice = useCallback(
    (price: number) => formatFixed(price, placesOf(instrument.tickSize)),
    [instrument.tickSize],
  );
  const formatSize = useCallback(
    (size: number) => formatFixed(size, placesOf(instrument.lotSize)),
    [instrument.lotSize],
  );
  const orderText = (order: OrderView) =>
    `${order.side === 'buy' ? '▲' : '▼'} ${texts.orders.types[order.type]} ${formatSize(order.sizeBase - order.filledBase)}`;

  const marks = useMemo(() => {
    const slots = slotTimes({ bars: fed, intervalMs });
    return fillMarks(
      { fills, orders, instrument: instrument.id, intervalMs, slots, formatPrice, formatSize },
      texts,
    );
  }, [fills, orders, fed, intervalMs, instrument.id, formatPrice, formatSize, texts]);
  const content = useMemo(
    () => ({
      bars: fed,
      intervalMs,
      indicators,
      fills: marks,
      colors,
      formatPrice,
      visible: { from: range.from - from, to: range.to - from },
    }),
    [fed, intervalMs, indicators, marks, colors, formatPrice, range, from],
  );

  return (
    <div className="chart-area">
      <BarLegend
        instrument={instrument}
        series={series}
        bar={slot === undefined ? undefined : fed[slot]}
        indicators={indicators}
      />
      <ChartCanvas
        label={`${texts.chart.label} ${instrument.symbol} ${texts.keyboard.chartKeys}`}
        content={content}
        series={series}
        instrument={instrument}
        isFollowing={followsMarket(range, count)}
        orderText={orderText}
        onPan={pan}
        onZoom={zoom}
        onPoint={setSlot}
        range={range}
      />
    </div>
  );
}

/** The visible part of the history: follows the market at its end, fetches more at its beginning. */
function useVisibleRange(series: BarSeries, jump: number, loadOlder: () => Promise<number>) {
  const count = series.bars.length;
  const [held, setHeld] = useState<{
    readonly range: VisibleRange;
    readonly count: number;
    readonly first: number;
  }>();
  const first = series.bars[0]?.openTimeMs ?? 0;
  const { from, to } =
    held === undefined
      ? newestRange(count, FIRST_VISIBLE)
      : adjusted(held, { count, first }, series.intervalMs);
  // The same range is the same object, so that the chart is not drawn again for nothing.
  const range = useMemo(() => ({ from, to }), [from, to]);

  useEffect(() => setHeld(undefined), [jump]);
  useEffect(() => {
    if (range.from < FETCH_MARGIN) void loadOlder();
  }, [range.from, loadOlder]);

  const hold = (next: VisibleRange) => setHeld({ range: next, count, first });
  return {
    range,
    pan: (bars: number) => hold(pannedRange(range, bars, count)),
    zoom: (factor: number, around: number) => hold(zoomedRange(range, factor, around, count)),
  };
}

/** The held range on a history that may have grown at either end since. */
function adjusted(
  held: { readonly range: VisibleRange; readonly count: number; readonly first: number },
  now: { readonly count: number; readonly first: number },
  intervalMs: number,
): VisibleRange {
  const older = Math.max(0, Math.round((held.first - now.first) / intervalMs));
  const newer = Math.max(0, now.count - held.count - older);
  const moved = older + (held.range.to >= held.count + FREE_SLOTS ? newer : 0);
  return { from: held.range.from + moved, to: held.range.to + moved };
}
