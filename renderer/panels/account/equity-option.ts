import type { ReplyOf } from '../../../engine/contract/commands.ts';
import type { ChartOption } from '../../charts/echarts.ts';
import { timeLineOption } from '../../charts/time-line-option.ts';
import { formatQuote, formatShort } from '../../formatting/numbers.ts';
import { formatDay, formatMinute, formatTime } from '../../formatting/times.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';

const DAY_MS = 86_400_000;
/** Below this span several labels of an axis fall into one minute. */
const SHORT_MS = 600_000;

/** The equity curve as an ECharts option: one line, no decoration. */
export function equityOption(
  { timesMs, equityQuote }: ReplyOf<'equityCurve'>,
  colors: CanvasColors,
): ChartOption {
  const spanMs = (timesMs.at(-1) ?? 0) - (timesMs[0] ?? 0);
  const spread = Math.max(...equityQuote) - Math.min(...equityQuote);
  const timeText = (ms: number) => {
    if (spanMs < SHORT_MS) return formatTime(ms);
    return spanMs > DAY_MS ? `${formatDay(ms)} ${formatMinute(ms)}` : formatMinute(ms);
  };
  const tooltip = (points: unknown) => {
    const [ms, equity] = (points as readonly { value: readonly [number, number] }[])[0]?.value ?? [0, 0];
    return `${timeText(ms)}  ${formatQuote(equity)}`;
  };
  const points = timesMs.map((timeMs, at) => [timeMs, equityQuote[at]] as const);
  const valueText = spread < 100 ? formatQuote : formatShort;
  const lines = [{ color: colors.accent, points }];
  return timeLineOption({ right: 74, timeText, valueText, tooltip, lines }, colors);
}
