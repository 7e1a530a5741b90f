import type { RefObject } from 'react';
import type { InstrumentView, MarketView } from '../../../engine/contract/views.ts';
import { tellPageWork } from '../../charts/paint-turn.ts';
import { currentView } from '../../engine-client/engine-view.ts';
import type { LadderPicture } from './ladder-picture.ts';
import { centeredTop, ladderRows, needsCentering } from './ladder-rows.ts';
import type { RowMirror } from './row-mirror.ts';
import type { TradedRows } from './traded-rows.ts';

/** What a cell costs its frame to paint, in ms, as measured: 280 take two milliseconds. */
const MS_PER_CELL = 0.008;

/** How the rows follow the market: when it leaves the middle half, always, or never. */
export type Centering = 'auto' | 'locked' | 'free';

interface Shown {
  readonly instrument: InstrumentView;
  readonly groupTicks: number;
  readonly rowCount: number;
  readonly centering: Centering;
}

/** Paints the rows of the present book, unless neither it nor the own orders nor the place have changed. */
export function ladderPainter(
  on: { readonly picture: LadderPicture; readonly mirror: RowMirror },
  { centering, groupTicks, instrument, rowCount }: Shown,
  top: RefObject<number | undefined>,
  traded: RefObject<TradedRows>,
): (again?: 'again') => void {
  const tickSize = Number(instrument.tickSize);
  const topFor = (market: MarketView): number => {
    const shown = { tickSize, groupTicks, rowCount, topTicks: top.current ?? 0 };
    if (top.current !== undefined && !isOff(centering, market, shown)) return top.current;
    return centeredTop(market, tickSize, groupTicks, rowCount) ?? shown.topTicks;
  };
  let last: readonly unknown[] = [];
  return (again) => {
    const view = currentView();
    const market = view?.markets[instrument.id];
    if (view === undefined || market === undefined) return;
    const now = [market, view.orders, top.current];
    if (again === undefined && top.current !== undefined && now.every((each, at) => each === last[at]))
      return;
    const topTicks = (top.current = topFor(market));
    last = [market, view.orders, topTicks];
    const shown = { tickSize, groupTicks, rowCount, topTicks };
    const rows = ladderRows({ ...shown, market, orders: view.orders, traded: traded.current });
    tellPageWork(on.picture.paint(rows) * MS_PER_CELL);
    on.mirror.show(rows);
  };
}

const isOff = (
  centering: Centering,
  market: MarketView,
  shown: Parameters<typeof needsCentering>[1],
): boolean => centering === 'locked' || (centering === 'auto' && needsCentering(market, shown));
