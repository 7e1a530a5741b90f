import type { TruePriceHistoryView } from '../../../engine/contract/true-price-commands.ts';
import type { ChartOption } from '../../charts/echarts.ts';
import { formatQuote, formatShort } from '../../formatting/numbers.ts';
import { formatMonth } from '../../formatting/times.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import { dayText } from './day-text.ts';

type Series = 'market' | 'truePrice';

/** Two lines on a log scale; equal distances are equal shares. */
export function historyOption(
  history: Pick<TruePriceHistoryView, 'timesMs' | Series>,
  names: Readonly<Record<Series, string>>,
  colors: CanvasColors,
): ChartOption {
  const line = (of: Series, color: string) => ({
    type: 'line',
    name: names[of],
    showSymbol: false,
    lineStyle: { width: 1.5, color },
    itemStyle: { color },
    data: history.timesMs.map((timeMs, at) => [timeMs, history[of][at]]),
  });
  return {
    animation: false,
    textStyle: { fontFamily: 'Inter Variable', fontSize: 11 },
    grid: { left: 8, right: 58, top: 8, bottom: 24 },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: colors.hairline } },
      axisTick: { show: false },
      axisLabel: { color: colors.textSoft, hideOverlap: true, formatter: formatMonth },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'log',
      position: 'right',
      axisLine: { show: false },
      axisLabel: { color: colors.textSoft, formatter: formatShort },
      splitLine: { lineStyle: { color: colors.grid } },
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colors.raised,
      borderColor: colors.edge,
      textStyle: { color: colors.text, fontSize: 12 },
      formatter: tooltipText,
    },
    series: [line('market', colors.text), line('truePrice', colors.accent)],
  };
}

function tooltipText(points: unknown): string {
  const found = points as readonly {
    readonly seriesName: string;
    readonly value: readonly [number, number];
  }[];
  const day = dayText(found[0]?.value[0] ?? 0);
  return [day, ...found.map(({ seriesName, value }) => `${seriesName}  ${formatQuote(value[1])}`)].join('\n');
}
