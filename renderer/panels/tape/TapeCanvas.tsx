import { useEffect, useRef } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { currentView, subscribeView, useCalmEngineView } from '../../engine-client/engine-view.ts';
import { createFrameQueue } from '../../engine-client/frame-queue.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { formatTime } from '../../formatting/times.ts';
import { useSettings } from '../../host-client/settings.ts';
import { useTexts } from '../../language/texts.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { paintTape } from './paint-tape.ts';

interface TapeCanvasProps {
  readonly instrument: InstrumentView;
  readonly markFrom: number | undefined;
}

/** The prints on a canvas, painted at most once a frame and only when there are new ones. */
export function TapeCanvas({ instrument, markFrom }: TapeCanvasProps) {
  const texts = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useCanvasColors();
  const rowPx = useSettings(({ density }) => density) === 'dense' ? 18 : 24;
  const last = useCalmEngineView(1000, (view) => view.prints[instrument.id]?.at(-1));
  const priceText = (price: number) => formatFixed(price, placesOf(instrument.tickSize));
  const sizeText = (size: number) => formatFixed(size, placesOf(instrument.lotSize));

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    let painted: unknown;
    const paint = () => {
      const prints = currentView()?.prints[instrument.id] ?? [];
      if (prints === painted) return;
      painted = prints;
      paintTape(element, prints, { rowPx, markFrom, colors, timeText: formatTime, priceText, sizeText });
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
    // The two writers follow from the instrument.
  }, [instrument, markFrom, colors, rowPx]);

  const summary =
    last === undefined
      ? texts.tape.empty
      : texts.tape.summary(
          last.side === 'buy' ? texts.buy : texts.sell,
          sizeText(last.sizeBase),
          priceText(last.price),
        );
  return (
    <>
      <div className="tape-head" aria-hidden>
        <span>{texts.tape.time}</span>
        <span>{texts.tape.price}</span>
        <span>
          {texts.tape.size} <span className="unit">{instrument.base}</span>
        </span>
      </div>
      <canvas
        ref={canvas}
        className="tape-canvas"
        role="img"
        aria-label={`${texts.tape.label}. ${summary}`}
      />
    </>
  );
}
