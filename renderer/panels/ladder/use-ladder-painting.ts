import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { InstrumentView, MarketView } from '../../../engine/contract/views.ts';
import { currentView, subscribeView } from '../../engine-client/engine-view.ts';
import { tellPageWork } from '../../charts/paint-turn.ts';
import { formatFixed, formatPnl, placesOf } from '../../formatting/numbers.ts';
import { centeredTop, ladderRows, needsCentering } from './ladder-rows.ts';
import { createRowPainter } from './paint-rows.ts';
import { followTradedRows, type TradedRows } from './traded-rows.ts';

/** What a text of the ladder costs its frame to lay out and to paint, in ms, as traced. */
const MS_PER_TEXT = 0.03;

/** How the rows follow the market: when it leaves the middle half, always, or never. */
export type Centering = 'auto' | 'locked' | 'free';

interface Painted {
  readonly instrument: InstrumentView;
  readonly groupTicks: number;
  readonly rowCount: number;
  readonly centering: Centering;
  /** A new number centers the rows on the market again. */
  readonly jump: number;
}

/** The rows on screen: where they begin and how to move them. */
export interface PaintedLadder {
  /** Lowest price in ticks of a row, counted from the top. */
  readonly ticksOf: (row: number) => number;
  /** Moves the rows by so many; below zero up to higher prices. */
  readonly scroll: (rows: number) => void;
}

/** Writes the book into the rows once a frame. */
export function useLadderPainting(rows: RefObject<HTMLDivElement | null>, painted: Painted): PaintedLadder {
  const { instrument, groupTicks, rowCount, centering, jump } = painted;
  const top = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    top.current = undefined;
    // A jump changes nothing but that the rows begin again, in the middle of the market.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [instrument, groupTicks, rowCount, jump]);
  useLayoutEffect(() => {
    const element = rows.current;
    if (element === null || rowCount === 0) return undefined;
    const traded = followTradedRows(instrument.id, groupTicks);
    const paint = ladderPainter(element, { instrument, groupTicks, rowCount, centering }, top, traded.rows);
    paint();
    // The view is replaced at most once a frame, before the pictures of that frame; waiting would only delay.
    const end = subscribeView(paint);
    return () => {
      end();
      traded.end();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, instrument, groupTicks, rowCount, centering, jump]);
  return {
    ticksOf: (row) => (top.current ?? 0) - row * groupTicks,
    scroll: (by) => {
      if (top.current !== undefined) top.current -= by * groupTicks;
    },
  };
}

/** Paints the rows of the present book, unless neither it nor the own orders nor the place have changed. */
function ladderPainter(
  element: HTMLElement,
  { instrument, groupTicks, rowCount, centering }: Omit<Painted, 'jump'>,
  top: RefObject<number | undefined>,
  traded: TradedRows,
): () => void {
  const { id, tickSize, lotSize } = instrument;
  const paintRows = createRowPainter(element);
  const tick = Number(tickSize);
  const writing = {
    priceText: (ticks: number) => formatFixed(ticks * tick, placesOf(tickSize)),
    sizeText: (size: number) => formatFixed(size, placesOf(lotSize)),
    signedText: (size: number) => formatPnl(size, placesOf(lotSize)),
  };
  let last: readonly unknown[] = [];
  return () => {
    const view = currentView();
    const market = view?.markets[id];
    if (view === undefined || market === undefined) return;
    const { orders } = view;
    const now = [market, orders, top.current];
    if (top.current !== undefined && now.every((each, at) => each === last[at])) return;
    const shown = { tickSize: tick, groupTicks, rowCount, topTicks: top.current ?? 0 };
    if (top.current === undefined || isOff(centering, market, shown))
      top.current = centeredTop(market, tick, groupTicks, rowCount) ?? top.current ?? 0;
    last = [market, orders, top.current];
    const texts = paintRows(ladderRows({ ...shown, topTicks: top.current, market, orders, traded }), writing);
    tellPageWork(texts * MS_PER_TEXT);
  };
}

const isOff = (
  centering: Centering,
  market: MarketView,
  shown: Parameters<typeof needsCentering>[1],
): boolean => centering === 'locked' || (centering === 'auto' && needsCentering(market, shown));
