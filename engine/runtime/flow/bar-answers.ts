import type { Answer, RequestOf } from '../../contract/commands.ts';
import type { BarPyramid } from '../../market/bars/bar-pyramid.ts';
import type { NumberedSeries } from './bar-book.ts';
import { chartBarView, chartColumns } from './bar-views.ts';

/** Part of a history with as many bars a point as it takes. */
export function answerChartBars(
  { from, most, to }: RequestOf<'chartBars'>,
  { generation, series }: NumberedSeries,
): Answer<'chartBars'> {
  const { bars } = series;
  const fromEnd = (place: number) => (place < 0 ? bars.total + place : place);
  const points = bars.points(fromEnd(from), to === null ? bars.total : fromEnd(to), most);
  return {
    ok: true,
    reply: {
      columns: chartColumns(points),
      first: points.first,
      merged: points.merged,
      oldest: bars.first,
      total: bars.total,
      forming: chartBarView(series.forming),
      generation,
    },
  };
}

/** Where moments lie among the bars. */
export function answerChartPlaces(
  { timesMs }: RequestOf<'chartPlaces'>,
  { generation, series }: NumberedSeries,
): Answer<'chartPlaces'> {
  const places = Float64Array.from(timesMs, (time) => placeOf(series.bars, time));
  return { ok: true, reply: { places, generation } };
}

/** Bars over which the usual length of a bar is taken, for moments before the first and after the last. */
const USUAL_OVER = 100;

function placeOf(bars: BarPyramid, time: number): number {
  const place = bars.placeAt(time);
  const usualMs = usualLength(bars);
  if (place === undefined) return bars.first - ((bars.at(bars.first)?.openTime ?? time) - time) / usualMs;
  const bar = bars.at(place);
  const next = bars.at(place + 1);
  if (bar === undefined) return place;
  if (next === undefined) return place + (time - bar.openTime) / usualMs;
  const length = next.openTime - bar.openTime;
  return length > 0 ? place + (time - bar.openTime) / length : place;
}

function usualLength(bars: BarPyramid): number {
  const last = bars.at(bars.total - 1);
  const begin = bars.at(Math.max(bars.first, bars.total - USUAL_OVER));
  if (last === undefined || begin === undefined) return 1;
  const count = Math.min(USUAL_OVER, bars.total - bars.first);
  return Math.max(1, (last.closeTime - begin.openTime) / count);
}
