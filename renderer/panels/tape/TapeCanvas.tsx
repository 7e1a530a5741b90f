import { useRef } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useTapePainting } from './use-tape-painting.ts';

interface TapeCanvasProps {
  readonly instrument: InstrumentView;
  /** Prints of at least this size are marked. */
  readonly markFrom: number | undefined;
}

/** The prints on a canvas; its name tells the last one to those who cannot see it. */
export function TapeCanvas({ instrument, markFrom }: TapeCanvasProps) {
  const texts = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  useTapePainting(canvas, instrument, markFrom);
  const last = useCalmEngineView(1000, (view) => view.prints[instrument.id]?.at(-1));
  const summary =
    last === undefined
      ? texts.tape.empty
      : texts.tape.summary(
          last.side === 'buy' ? texts.buy : texts.sell,
          formatFixed(last.sizeBase, placesOf(instrument.lotSize)),
          formatFixed(last.price, placesOf(instrument.tickSize)),
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
