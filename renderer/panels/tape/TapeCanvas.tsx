import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { useLivePainting } from '../../charts/flow/use-live-painting.ts';
import { usePainting } from '../../charts/flow/use-painting.ts';
import { useWheel } from '../../charts/flow/use-wheel.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { formatTime } from '../../formatting/times.ts';
import { useSettings } from '../../host-client/settings.ts';
import { useTexts } from '../../language/texts.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { filteredOrders, type ShownOrder } from './market-order-list.ts';
import { OrderTooltip } from './OrderTooltip.tsx';
import { paintTape } from './paint-tape.ts';
import { TapeHead } from './TapeHead.tsx';
import type { UsedOrders } from './use-market-orders.ts';

interface TapeCanvasProps {
  readonly instrument: InstrumentView;
  readonly used: UsedOrders;
  readonly leastBase: number;
  readonly highlightsBig: boolean;
}

/** Where a person has stopped the tape: at which order, and how many rows below it. */
interface Stop {
  readonly until: number;
  readonly skip: number;
}

/** The orders on a canvas. It stands still while it is pointed at or scrolled back, and says so. */
export function TapeCanvas({ highlightsBig, instrument, leastBase, used }: TapeCanvasProps) {
  const texts = useTexts();
  const colors = useCanvasColors();
  const canvas = useRef<HTMLCanvasElement>(null);
  const rowPx = useSettings(({ density }) => density) === 'dense' ? 18 : 24;
  const [stop, setStop] = useState<Stop | undefined>();
  const [pointed, setPointed] = useState<number | undefined>();
  const lot = Number(instrument.lotSize);
  const filter = { leastBase, lot };
  const writing = {
    priceText: (ticks: number) =>
      formatFixed(ticks * Number(instrument.tickSize), placesOf(instrument.tickSize)),
    sizeText: (lots: number) => formatFixed(lots * lot, placesOf(instrument.lotSize)),
  };
  const shownNow = (height: number): readonly ShownOrder[] =>
    filteredOrders(used.now()?.orders ?? [], filter, {
      count: Math.ceil(height / rowPx),
      skip: stop?.skip ?? 0,
      until: stop?.until ?? Infinity,
    });
  const request = usePainting(canvas, (surface) =>
    paintTape(surface, shownNow(surface.height), {
      rowPx,
      colors,
      highlightsBig,
      buy: texts.buy,
      sell: texts.sell,
      timeText: formatTime,
      ...writing,
    }),
  );
  useLivePainting(used.subscribe, request);

  const total = used.now()?.total ?? 0;
  const scroll = (rows: number) => {
    const before = stop ?? { until: total, skip: 0 };
    setStop({ ...before, skip: Math.max(0, before.skip + rows) });
  };
  const goOn = () => setStop(undefined);
  useWheel(canvas, ({ deltaY }) =>
    scroll(Math.sign(deltaY) * Math.max(1, Math.round(Math.abs(deltaY) / rowPx))),
  );
  const onPointerMove = ({ nativeEvent }: PointerEvent) => {
    setPointed(Math.floor(nativeEvent.offsetY / rowPx));
    if (stop === undefined) setStop({ until: total, skip: 0 });
  };
  const onPointerLeave = () => {
    setPointed(undefined);
    // Scrolled back it stays where it is; only pointing at the top lets go again.
    if (stop?.skip === 0) goOn();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.floor((canvas.current?.clientHeight ?? 0) / rowPx) - 1;
    const rows = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key];
    if (rows !== undefined) scroll(rows);
    else if (event.key === 'Home' || event.key === 'Escape') goOn();
    else return;
    event.preventDefault();
  };
  const last = used.orders?.orders.at(-1);
  const summary =
    last === undefined
      ? texts.tape.empty
      : texts.tape.summary(
          last.signedLots > 0 ? texts.buy : texts.sell,
          writing.sizeText(Math.abs(last.signedLots)),
          writing.priceText(last.endTicks),
        );
  const order = pointed === undefined ? undefined : shownNow(canvas.current?.clientHeight ?? 0)[pointed];
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
          aria-label={`${texts.tape.label}. ${summary}`}
          onPointerMove={onPointerMove}
          onPointerLeave={onPointerLeave}
          onKeyDown={onKeyDown}
        />
        {order !== undefined && (
          <OrderTooltip order={order} instrument={instrument} top={((pointed ?? 0) + 1) * rowPx + 2} />
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
