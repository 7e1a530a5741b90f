import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { subscribeView } from '../../engine-client/engine-view.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import type { LadderColumn } from './ladder-columns.ts';
import { type Centering, ladderPainter } from './ladder-painter.ts';
import { LadderPicture } from './ladder-picture.ts';
import { ladderTexts } from './ladder-texts.ts';
import { RowMirror } from './row-mirror.ts';
import { followTradedRows, TradedRows } from './traded-rows.ts';

/** Where the rows are painted, and where they are written for those who cannot see them. */
interface LadderPlaces {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly rows: RefObject<HTMLDivElement | null>;
}

interface Painted {
  readonly instrument: InstrumentView;
  readonly groupTicks: number;
  readonly rowCount: number;
  readonly centering: Centering;
  /** A new number centers the rows on the market again. */
  readonly jump: number;
  readonly columns: readonly LadderColumn[];
  readonly rowPx: number;
  readonly colors: CanvasColors;
  readonly language: string;
}

/** The rows on screen: where they begin and how to move them. */
export interface PaintedLadder {
  /** Lowest price in ticks of a row, counted from the top. */
  readonly ticksOf: (row: number) => number;
  /** Moves the rows by so many; below zero up to higher prices. */
  readonly scroll: (rows: number) => void;
}

/** Paints the book once a frame. */
export function useLadderPainting(places: LadderPlaces, painted: Painted): PaintedLadder {
  const { centering, colors, columns, groupTicks, instrument, jump, language, rowCount, rowPx } = painted;
  const { canvas, rows } = places;
  const top = useRef<number | undefined>(undefined);
  const texts = useMemo(() => ladderTexts(instrument), [instrument]);
  useLayoutEffect(() => {
    top.current = undefined;
    // A jump changes nothing but that the rows begin again, in the middle of the market.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [instrument, groupTicks, rowCount, jump]);
  const traded = useRef<TradedRows>(new TradedRows(groupTicks));
  useLayoutEffect(() => {
    const followed = followTradedRows(instrument.id, groupTicks);
    traded.current = followed.rows;
    return followed.end;
  }, [instrument.id, groupTicks]);
  useLayoutEffect(() => {
    if (canvas.current === null || rows.current === null || rowCount === 0) return undefined;
    const picture = new LadderPicture(canvas.current, { columns, rowPx, colors, texts });
    const mirror = new RowMirror(rows.current, texts);
    const paint = ladderPainter({ picture, mirror }, painted, top, traded);
    paint();
    // The view is replaced at most once a frame, before the pictures of that frame; waiting would only delay.
    const endView = subscribeView(paint);
    const endLetters = onLetters(canvas.current.ownerDocument, () => {
      picture.forget();
      paint('again');
    });
    return () => {
      endView();
      endLetters();
      mirror.close();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [canvas, rows, texts, groupTicks, rowCount, centering, jump, columns, rowPx, colors, language]);
  return {
    ticksOf: (row) => (top.current ?? 0) - row * groupTicks,
    scroll: (by) => {
      if (top.current !== undefined) top.current -= by * groupTicks;
    },
  };
}

/** Calls when the letters of a window have been loaded; answers with the function that ends it. */
function onLetters({ fonts }: Partial<Document>, arrived: () => void): () => void {
  fonts?.addEventListener('loadingdone', arrived);
  return () => fonts?.removeEventListener('loadingdone', arrived);
}
