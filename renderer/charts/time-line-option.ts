import type { CanvasColors } from '../theme/canvas-colors.ts';
import type { ChartOption } from './echarts.ts';

/** What charts of lines over time differ in. */
export interface TimeLines {
  /** Room for the labels of the right axis, in px. */
  readonly right: number;
  readonly timeText: (ms: number) => string;
  readonly valueText: (value: number) => string;
  readonly isLog?: boolean;
  /** Text of the tooltip from the points below the pointer. */
  readonly tooltip: (points: unknown) => string;
  readonly lines: readonly {
    readonly name?: string;
    readonly color: string;
    readonly points: readonly (readonly [number, number | undefined])[];
  }[];
}

/** Lines over time with the price axis on the right, and nothing that is not needed. */
export function timeLineOption(
  { isLog = false, lines, right, timeText, tooltip, valueText }: TimeLines,
  colors: CanvasColors,
): ChartOption {
  return {
    animation: false,
    textStyle: { fontFamily: 'Inter Variable', fontSize: 11 },
    grid: { left: 8, right, top: 10, bottom: 24 },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: colors.hairline } },
      axisTick: { show: false },
      axisLabel: { color: colors.textSoft, hideOverlap: true, formatter: timeText },
      splitLine: { show: false },
    },
    yAxis: {
      ...(isLog ? { type: 'log' } : { scale: true, splitNumber: 4 }),
      position: 'right',
      axisLine: { show: false },
      axisLabel: { color: colors.textSoft, formatter: valueText },
      splitLine: { lineStyle: { color: colors.grid } },
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colors.raised,
      borderColor: colors.edge,
      textStyle: { color: colors.text, fontSize: 12 },
      formatter: tooltip,
    },
    series: lines.map(({ color, name, points }) => ({
      type: 'line',
      ...(name === undefined ? {} : { name }),
      showSymbol: false,
      lineStyle: { width: 1.5, color },
      itemStyle: { color },
      data: points,
    })),
  };
}
