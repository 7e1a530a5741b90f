import type { ChartBarView, ChartColumns } from '../../contract/chart-commands.ts';
import type { BarPoints } from '../../market/bars/bar-pyramid.ts';
import type { ChartBar } from '../../market/bars/chart-bar.ts';

/** A bar for the window. */
export function chartBarView(bar: ChartBar | undefined): ChartBarView | null {
  if (bar === undefined) return null;
  const { closeTime, openTime, paidQuote: _paid, scatter: _scatter, ...same } = bar;
  return { ...same, openTimeMs: openTime, closeTimeMs: closeTime };
}

/** Columns for the window. */
export function chartColumns({ columns }: BarPoints): ChartColumns {
  const { closeTime, openTime, paidQuote: _paid, scatter: _scatter, ...same } = columns;
  return { ...same, openTimeMs: openTime, closeTimeMs: closeTime };
}
