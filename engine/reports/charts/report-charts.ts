import type { Report } from '../report.ts';
import { type ChartShape, chartShape } from './chart-shape.ts';

/** A chart of the report with what it is called. */
export interface ReportChart {
  readonly title: string;
  readonly tone: 'equity' | 'drawdown' | 'trades';
  /** One sentence for those who do not see it. */
  readonly summary: string;
  readonly shape: ChartShape;
}

/** Trades drawn as bars; more are not told apart by eye. */
const MOST_BARS = 400;

/** The charts of a report: equity, drawdown, result of each trade. Charts without anything to show are left out. */
export function reportCharts(report: Report, width: number, height: number): readonly ReportChart[] {
  const { curve, currency, totals, trades } = report;
  const first = Math.max(0, trades.length - MOST_BARS);
  const results = trades
    .slice(first)
    .map(({ netPnl }, index) => ({ x: first + index + 1, y: Number(netPnl) }));
  const size = { width, height } as const;
  const line = { ...size, kind: 'line', xAxis: 'time' } as const;
  const equity = curve.map((point) => ({ x: point.time, y: Number(point.equity) }));
  const falls = curve.map((point) => ({ x: point.time, y: -Number(point.drawdown) }));
  const bars = { ...size, kind: 'bars', xAxis: 'count', points: results } as const;
  const cut = first > 0 ? `, last ${MOST_BARS} of ${trades.length}` : '';
  return [
    ...drawn(`Equity (${currency})`, 'equity', {
      summary: `Equity from ${totals.openingEquity} to ${totals.closingEquity} ${currency}`,
      shape: chartShape({ ...line, points: equity }),
    }),
    ...drawn(`Below the highest equity so far (${currency})`, 'drawdown', {
      summary: `Deepest fall ${totals.maxDrawdown} ${currency}, ${totals.maxDrawdownPercent}`,
      shape: chartShape({ ...line, points: falls }),
    }),
    ...drawn(`Net result of each closed trade (${currency}${cut})`, 'trades', {
      summary: `${trades.length} closed trades, ${totals.net} ${currency} net with open ones`,
      shape: chartShape(bars),
    }),
  ];
}

function drawn(
  title: string,
  tone: ReportChart['tone'],
  { summary, shape }: { readonly summary: string; readonly shape: ChartShape | undefined },
): readonly ReportChart[] {
  return shape ? [{ title, tone, summary, shape }] : [];
}
