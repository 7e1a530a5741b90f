import type { BarView } from '../../../engine/contract/views.ts';
import type { ChartOption } from '../../charts/echarts.ts';
import { formatShort } from '../../formatting/numbers.ts';
import { formatDay, formatMinute } from '../../formatting/times.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import { FREE_SLOTS } from './chart-window.ts';
import type { FillMark } from './fill-marks.ts';
import type { DrawnIndicator } from './use-indicators.ts';

/** Everything the chart draws from; the forming bar and orders are on the layer above it. */
export interface ChartContent {
  readonly bars: readonly BarView[];
  readonly intervalMs: number;
  readonly indicators: readonly DrawnIndicator[];
  readonly fills: readonly FillMark[];
  readonly colors: CanvasColors;
  readonly formatPrice: (price: number) => string;
  /** The visible part, as positions in `bars`; may pass the end by the free slots. */
  readonly visible: { readonly from: number; readonly to: number };
  /** Lowest and highest price the forming bar needs; undefined without one. */
  readonly live: () => { readonly low: number; readonly high: number } | undefined;
}

export const AXIS_PX = 74;

/** Times of the fed bars and of the free slots behind them. */
export const slotTimes = ({
  bars,
  intervalMs,
}: Pick<ChartContent, 'bars' | 'intervalMs'>): readonly number[] => {
  const times = bars.map(({ openTimeMs }) => openTimeMs);
  const last = times.at(-1);
  if (last === undefined) return times;
  return [...times, ...Array.from({ length: FREE_SLOTS }, (_, at) => last + (at + 1) * intervalMs)];
};

/** The whole chart as one ECharts option. */
export function chartOption(content: ChartContent): ChartOption {
  const { indicators, visible } = content;
  const ownPanes = indicators.filter(({ indicator }) => indicator.pane === 'own').length;
  const panes = 2 + ownPanes;
  const axes = Array.from({ length: panes }, (_, at) => at);
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: 'Inter Variable', fontSize: 11 },
    grid: grids(ownPanes),
    xAxis: axes.map((at) => xAxis(content, at, at === panes - 1)),
    yAxis: axes.map((at) => yAxis(content, at)),
    axisPointer: {
      link: [{ xAxisIndex: 'all' }],
      lineStyle: { color: content.colors.edge, type: 'dashed', width: 1 },
    },
    tooltip: tooltip(content.colors),
    dataZoom: [
      {
        type: 'inside',
        xAxisIndex: axes,
        startValue: visible.from,
        endValue: visible.to - 1,
        // Wheel and drag are answered by the panel, which knows the history beyond the fed bars.
        disabled: true,
        filterMode: 'filter',
      },
    ],
    series: [...priceSeries(content), ...indicatorSeries(content)],
  };
}

function grids(ownPanes: number): readonly object[] {
  const paneShare = ownPanes === 0 ? 0 : Math.min(0.5, 0.17 * ownPanes) / ownPanes;
  const priceShare = 1 - 0.15 - paneShare * ownPanes;
  const shares = [priceShare, 0.15, ...Array.from({ length: ownPanes }, () => paneShare)];
  let top = 0;
  return shares.map((share) => {
    // 22 px at the bottom are the time axis, which the percentages leave free.
    const grid = { left: 8, right: AXIS_PX, top: `${top * 94 + 2}%`, height: `${share * 94 - 2}%` };
    top += share;
    return grid;
  });
}

function xAxis(content: ChartContent, gridIndex: number, isLowest: boolean): object {
  const { colors, intervalMs } = content;
  const label = (text: string) => {
    const ms = Number(text);
    return intervalMs >= 3_600_000 ? `${formatDay(ms)} ${formatMinute(ms)}` : formatMinute(ms);
  };
  return {
    type: 'category',
    gridIndex,
    data: slotTimes(content),
    boundaryGap: true,
    axisLine: { show: true, lineStyle: { color: colors.hairline } },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: colors.grid } },
    axisLabel: {
      show: isLowest,
      color: colors.textSoft,
      hideOverlap: true,
      alignMinLabel: 'left',
      formatter: label,
    },
    axisPointer: {
      show: true,
      triggerTooltip: false,
      triggerEmphasis: false,
      label: {
        show: isLowest,
        backgroundColor: colors.raised,
        borderColor: colors.edge,
        borderWidth: 1,
        color: colors.text,
        formatter: ({ value }: { value: unknown }) =>
          `${formatDay(Number(value))} ${formatMinute(Number(value))}`,
      },
    },
  };
}

function yAxis(content: ChartContent, gridIndex: number): object {
  const { colors, formatPrice } = content;
  const isPrice = gridIndex === 0;
  const write = (value: number) => (isPrice ? formatPrice(value) : formatShort(value));
  return {
    gridIndex,
    position: 'right',
    scale: gridIndex !== 1,
    splitNumber: isPrice ? 6 : 2,
    ...(isPrice ? { min: lowest(content), max: highest(content) } : {}),
    axisLine: { show: true, lineStyle: { color: colors.hairline } },
    axisTick: { show: false },
    splitLine: { show: isPrice, lineStyle: { color: colors.grid } },
    axisLabel: { color: colors.textSoft, formatter: write, showMinLabel: false, showMaxLabel: false },
    axisPointer: {
      show: true,
      triggerTooltip: false,
      triggerEmphasis: false,
      label: {
        backgroundColor: colors.raised,
        borderColor: colors.edge,
        borderWidth: 1,
        color: colors.text,
        formatter: ({ value }: { value: unknown }) => write(Number(value)),
      },
    },
  };
}

interface Extent {
  readonly min: number;
  readonly max: number;
}

const padding = ({ min, max }: Extent) => (max - min) * 0.06;

const lowest = (content: ChartContent) => (extent: Extent) =>
  Math.min(extent.min, content.live()?.low ?? extent.min) - padding(extent);

const highest = (content: ChartContent) => (extent: Extent) =>
  Math.max(extent.max, content.live()?.high ?? extent.max) + padding(extent);

const tooltip = (colors: CanvasColors) => ({
  show: true,
  trigger: 'item',
  renderMode: 'richText',
  confine: true,
  backgroundColor: colors.raised,
  borderColor: colors.edge,
  borderWidth: 1,
  padding: [6, 8],
  textStyle: { color: colors.text, fontSize: 12 },
});

function priceSeries({ bars, colors, fills }: ChartContent): readonly object[] {
  return [
    {
      id: 'bars',
      type: 'candlestick',
      data: bars.map(({ open, close, low, high }) => [open, close, low, high]),
      itemStyle: { color: colors.up, color0: colors.down, borderColor: colors.up, borderColor0: colors.down },
      tooltip: { show: false },
      barMaxWidth: 14,
    },
    {
      id: 'volume',
      type: 'bar',
      xAxisIndex: 1,
      yAxisIndex: 1,
      data: bars.map(({ volumeBase, open, close }) => ({
        value: volumeBase,
        itemStyle: { color: close >= open ? colors.up : colors.down, opacity: 0.45 },
      })),
      tooltip: { show: false },
      barMaxWidth: 14,
    },
    {
      id: 'fills',
      type: 'scatter',
      symbol: 'triangle',
      symbolSize: 10,
      z: 5,
      data: fills.map(({ slot, price, side, text }) => ({
        value: [slot, price],
        symbolRotate: side === 'buy' ? 0 : 180,
        itemStyle: {
          color: side === 'buy' ? colors.up : colors.down,
          borderColor: colors.panel,
          borderWidth: 1,
        },
        tooltip: { formatter: text },
      })),
    },
  ];
}

function indicatorSeries({ indicators, bars, colors }: ChartContent): readonly object[] {
  let pane = 2;
  return indicators.flatMap(({ indicator, lines }) => {
    const axis = indicator.pane === 'own' ? pane++ : 0;
    return lines.map((valueAt, line) => ({
      id: `${indicator.key}-${line}`,
      type: 'line',
      xAxisIndex: axis,
      yAxisIndex: axis,
      showSymbol: false,
      silent: true,
      lineStyle: {
        width: 1.25,
        color: colors.lines[indicator.key],
        opacity: lines.length > 1 && line === 1 ? 0.5 : 1,
      },
      data: bars.map(({ openTimeMs }) => valueAt.get(openTimeMs) ?? '-'),
    }));
  });
}
