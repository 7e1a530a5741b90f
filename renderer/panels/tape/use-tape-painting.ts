import { type RefObject, useEffect } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { currentView, subscribeView } from '../../engine-client/engine-view.ts';
import { createFrameQueue } from '../../engine-client/frame-queue.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { formatTime } from '../../formatting/times.ts';
import { useSettings } from '../../host-client/settings.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { paintTape } from './paint-tape.ts';

/** Paints the tape at most once a frame, and only when there are new prints. */
export function useTapePainting(
  canvas: RefObject<HTMLCanvasElement | null>,
  { id, tickSize, lotSize }: InstrumentView,
  markFrom: number | undefined,
): void {
  const colors = useCanvasColors();
  const rowPx = useSettings(({ density }) => density) === 'dense' ? 18 : 24;
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const writing = {
      rowPx,
      markFrom,
      colors,
      timeText: formatTime,
      priceText: (price: number) => formatFixed(price, placesOf(tickSize)),
      sizeText: (size: number) => formatFixed(size, placesOf(lotSize)),
    };
    let painted: unknown;
    const paint = () => {
      const prints = currentView()?.prints[id] ?? [];
      if (prints === painted) return;
      painted = prints;
      paintTape(element, prints, writing);
    };
    const soon = createFrameQueue<undefined>(paint);
    const sizes = new ResizeObserver(() => {
      painted = undefined;
      paint();
    });
    sizes.observe(element);
    const end = subscribeView(() => soon(undefined));
    return () => {
      end();
      sizes.disconnect();
    };
  }, [canvas, id, tickSize, lotSize, markFrom, colors, rowPx]);
}
