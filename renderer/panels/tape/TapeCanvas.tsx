import { useRef } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import type { Surface } from '../../charts/flow/surface.ts';
import { useLivePainting } from '../../charts/flow/use-live-painting.ts';
import { usePainting } from '../../charts/flow/use-painting.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { formatTime } from '../../formatting/times.ts';
import { useSettings } from '../../host-client/settings.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import type { ShownOrder } from './market-order-list.ts';
import { OrderTooltip } from './OrderTooltip.tsx';
import { paintTape } from './paint-tape.ts';
import { TapeHead } from './TapeHead.tsx';
import type { UsedOrders } from './use-market-orders.ts';
import { useTapeStop } from './use-tape-stop.ts';

interface TapeCanvasProps {
  readonly instrument: InstrumentView;
  readonly used: UsedOrders;
  readonly leastBase: number;
  readonly highlightsBig: boolean;
}

/** The orders on a canvas. It stands still while it is pointed at or scrolled back, and says so. */
export function TapeCanvas({ highlightsBig, instrument, leastBase, used }: TapeCanvasProps) {
  const texts = useTexts();
  const colors = useCanvasColors();
  const canvas = useRef<HTMLCanvasElement>(null);
  const rowPx = useSettings(({ density }) => density) === 'dense' ? 18 : 24;
  const filter = { leastBase, lot: Number(instrument.lotSize) };
  const { goOn, handlers, pointed, shown, stop } = useTapeStop({ canvas, used, filter, rowPx });
  const { buy, sell } = texts;
  const paint = (surface: Surface) => {
    const writing = {
      rowPx,
      colors,
      highlightsBig,
      buy,
      sell,
      timeText: formatTime,
      ...gridTexts(instrument),
    };
    paintTape(surface, shown(surface.height), writing);
  };
  const paintSoon = usePainting(canvas, paint, 'first');
  useLivePainting(used.subscribe, paintSoon);
  const total = used.orders?.total ?? 0;
  return (
    <>
      <TapeHead base={instrument.base} canvas={canvas} />
      <div className="flow-canvas-box">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrows scroll it */}
        <canvas
          ref={canvas}
          className="flow-canvas tape-canvas"
          role="img"
          tabIndex={0}
          aria-label={`${texts.tape.label}. ${lastText(used.orders?.orders.at(-1), instrument, texts)}`}
          {...handlers}
        />
        {pointed !== undefined && (
          <OrderTooltip order={pointed.order} instrument={instrument} top={(pointed.row + 1) * rowPx + 2} />
        )}
        {stop !== undefined && (
          <button type="button" className="tape-paused" onClick={goOn}>
            {texts.tape.paused(Math.max(0, total - stop.until))}
          </button>
        )}
      </div>
    </>
  );
}

const gridTexts = ({ lotSize, tickSize }: InstrumentView) => ({
  priceText: (ticks: number) => formatFixed(ticks * Number(tickSize), placesOf(tickSize)),
  sizeText: (lots: number) => formatFixed(lots * Number(lotSize), placesOf(lotSize)),
});

/** The newest order in words, for those who cannot see the canvas. */
function lastText(
  last: ShownOrder | undefined,
  instrument: InstrumentView,
  { buy, sell, tape }: Texts,
): string {
  if (last === undefined) return tape.empty;
  const { priceText, sizeText } = gridTexts(instrument);
  const side = last.signedLots > 0 ? buy : sell;
  return tape.summary(side, sizeText(Math.abs(last.signedLots)), priceText(last.endTicks));
}
