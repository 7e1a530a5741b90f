import { useMemo, useState } from 'react';
import type { InstrumentView, OrderView } from '../../../engine/contract/views.ts';
import type { BarSeries } from '../../charts/bar-series.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { BarLegend } from './BarLegend.tsx';
import { ChartCanvas } from './ChartCanvas.tsx';
import { slotTimes } from './chart-option.ts';
import { fedSlice, followsMarket } from './chart-window.ts';
import { fillMarks } from './fill-marks.ts';
import type { IndicatorKey } from './indicators.ts';
import { useIndicators } from './use-indicators.ts';
import { useVisibleRange } from './use-visible-range.ts';

/** Which chart is wanted. */
export interface PriceChartProps {
  readonly instrument: InstrumentView;
  readonly intervalMs: number;
  readonly keys: readonly IndicatorKey[];
  /** Grows by one whenever the person asks for the newest bar. */
  readonly jump: number;
}

interface LoadedChartProps extends PriceChartProps {
  readonly series: BarSeries;
  readonly loadOlder: () => Promise<void>;
}

/** The chart once its bars are there. */
export function LoadedChart(props: LoadedChartProps) {
  const { instrument, intervalMs, keys, jump, series, loadOlder } = props;
  const texts = useTexts();
  const [slot, setSlot] = useState<number | undefined>();
  const { range, pan, zoom } = useVisibleRange(series, jump, loadOlder);
  const { from, to } = fedSlice(range, series.bars.length);
  const bars = useMemo(() => series.bars.slice(from, to), [series.bars, from, to]);
  const indicators = useIndicators({ instrument: instrument.id, intervalMs, keys, bars });
  const { fills, formatPrice, formatSize } = useFillMarks(props, bars);
  const colors = useCanvasColors();
  const content = useMemo(() => {
    const visible = { from: range.from - from, to: range.to - from };
    return { bars, intervalMs, indicators, fills, colors, formatPrice, visible };
  }, [bars, intervalMs, indicators, fills, colors, formatPrice, range, from]);
  const orderText = ({ side, type, sizeBase, filledBase }: OrderView) =>
    `${side === 'buy' ? '▲' : '▼'} ${texts.orders.types[type]} ${formatSize(sizeBase - filledBase)}`;

  return (
    <div className="chart-area">
      <BarLegend
        instrument={instrument}
        series={series}
        bar={slot === undefined ? undefined : bars[slot]}
        indicators={indicators}
      />
      <ChartCanvas
        label={`${texts.chart.label} ${instrument.symbol}. ${texts.keyboard.chartKeys}`}
        content={content}
        series={series}
        instrument={instrument}
        isFollowing={followsMarket(range, series.bars.length)}
        orderText={orderText}
        onPan={pan}
        onZoom={zoom}
        onPoint={setSlot}
        range={range}
      />
    </div>
  );
}

type Bars = BarSeries['bars'];

/** Own fills on the fed bars, and how prices and sizes of the instrument are written. */
function useFillMarks({ instrument: { id, tickSize, lotSize }, intervalMs }: PriceChartProps, bars: Bars) {
  const texts = useTexts();
  const fills = useEngineView((view) => view.fills);
  const orders = useEngineView((view) => view.orders);
  const writers = useMemo(
    () => ({
      formatPrice: (price: number) => formatFixed(price, placesOf(tickSize)),
      formatSize: (size: number) => formatFixed(size, placesOf(lotSize)),
    }),
    [tickSize, lotSize],
  );
  const marks = useMemo(() => {
    const slots = slotTimes({ bars, intervalMs });
    return fillMarks({ fills, orders, instrument: id, intervalMs, slots, ...writers }, texts);
  }, [fills, orders, bars, intervalMs, id, writers, texts]);
  return { fills: marks, ...writers };
}
