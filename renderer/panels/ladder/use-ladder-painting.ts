import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { currentView, subscribeView } from '../../engine-client/engine-view.ts';
import { createFrameQueue } from '../../engine-client/frame-queue.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { centeredTop, ladderRows, needsCentering } from './ladder-rows.ts';
import { createRowPainter } from './paint-rows.ts';

interface Painted {
  readonly instrument: InstrumentView;
  readonly groupTicks: number;
  readonly rowCount: number;
  /** A new number centers the rows on the market again. */
  readonly jump: number;
}

/** Writes the book into the rows once a frame. Answers with the topmost row's price in ticks. */
export function useLadderPainting(
  rows: RefObject<HTMLDivElement | null>,
  { instrument, groupTicks, rowCount, jump }: Painted,
): Readonly<RefObject<number | undefined>> {
  const top = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    const element = rows.current;
    if (element === null || rowCount === 0) return undefined;
    const { id, tickSize, lotSize } = instrument;
    const paintRows = createRowPainter(element);
    const tick = Number(tickSize);
    const writing = {
      priceText: (ticks: number) => formatFixed(ticks * tick, placesOf(tickSize)),
      sizeText: (size: number) => formatFixed(size, placesOf(lotSize)),
    };
    top.current = undefined;
    const paint = () => {
      const view = currentView();
      const market = view?.markets[id];
      if (view === undefined || market === undefined) return;
      const shown = { tickSize: tick, groupTicks, rowCount, topTicks: top.current ?? 0 };
      if (top.current === undefined || needsCentering(market, shown)) {
        top.current = centeredTop(market, tick, groupTicks, rowCount) ?? 0;
      }
      paintRows(ladderRows({ ...shown, topTicks: top.current, market, orders: view.orders }), writing);
    };
    paint();
    const soon = createFrameQueue<undefined>(paint);
    return subscribeView(() => soon(undefined));
    // A jump changes nothing but that everything begins again, in the middle of the market.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, instrument, groupTicks, rowCount, jump]);
  return top;
}
