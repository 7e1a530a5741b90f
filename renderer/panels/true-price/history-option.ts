import type { TruePriceHistoryView } from '../../../engine/contract/true-price-commands.ts';
import type { ChartOption } from '../../charts/echarts.ts';
import { timeLineOption } from '../../charts/time-line-option.ts';
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
    name: names[of],
    color,
    points: history.timesMs.map((timeMs, at) => [timeMs, history[of][at]] as const),
  });
  return timeLineOption(
    {
      right: 58,
      isLog: true,
      timeText: formatMonth,
      valueText: formatShort,
      tooltip: tooltipText,
      lines: [line('market', colors.text), line('truePrice', colors.accent)],
    },
    colors,
  );
}

function tooltipText(points: unknown): string {
  const found = points as readonly {
    readonly seriesName: string;
    readonly value: readonly [number, number];
  }[];
  const day = dayText(found[0]?.value[0] ?? 0);
  return [day, ...found.map(({ seriesName, value }) => `${seriesName}  ${formatQuote(value[1])}`)].join('\n');
}
