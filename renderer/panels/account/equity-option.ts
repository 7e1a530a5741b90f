import type { ReplyOf } from '../../../engine/contract/commands.ts';
import type { ChartOption } from '../../charts/echarts.ts';
import { formatQuote, formatShort } from '../../formatting/numbers.ts';
import { formatDay, formatMinute } from '../../formatting/times.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';

const DAY_MS = 86_400_000;

/** The equity curve as an ECharts option: one line, no decoration. */
export function equityOption(
  { timesMs, equityQuote }: ReplyOf<'equityCurve'>,
  colors: CanvasColors,
): ChartOption {
  const isLong = (timesMs.at(-1) ?? 0) - (timesMs[0] ?? 0) > DAY_MS;
  const spread = Math.max(...equityQuote) - Math.min(...equityQuote);
  const label = (ms: number) => (isLong ? `${formatDay(ms)} ${formatMinute(ms)}` : formatMinute(ms));
  return {
    animation: false,
    textStyle: { fontFamily: 'Inter Variable', fontSize: 11 },
    grid: { left: 8, right: 74, top: 10, bottom: 24 },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: colors.hairline } },
      axisTick: { show: false },
      axisLabel: { color: colors.textSoft, hideOverlap: true, formatter: label },
      splitLine: { show: false },
    },
    yAxis: {
      position: 'right',
      scale: true,
      splitNumber: 4,
      axisLine: { show: false },
      axisLabel: { color: colors.textSoft, formatter: spread < 100 ? formatQuote : formatShort },
      splitLine: { lineStyle: { color: colors.grid } },
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colors.raised,
      borderColor: colors.edge,
      textStyle: { color: colors.text, fontSize: 12 },
      formatter: (points: unknown) => {
        const [ms, equity] = (points as readonly { value: readonly [number, number] }[])[0]?.value ?? [0, 0];
        return `${label(ms)}  ${formatQuote(equity)}`;
      },
    },
    series: [
      {
        type: 'line',
        showSymbol: false,
        lineStyle: { width: 1.5, color: colors.accent },
        itemStyle: { color: colors.accent },
        data: timesMs.map((timeMs, at) => [timeMs, equityQuote[at]]),
      },
    ],
  };
}
