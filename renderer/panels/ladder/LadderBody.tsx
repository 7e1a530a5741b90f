import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import type { Side } from '../../../engine/domain/order/side.ts';
import { currentView, subscribeView } from '../../engine-client/engine-view.ts';
import { createFrameQueue } from '../../engine-client/frame-queue.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useSettings } from '../../host-client/settings.ts';
import { useTexts } from '../../language/texts.ts';
import { centeredTop, ladderRows, needsCentering } from './ladder-rows.ts';
import { createRowPainter } from './paint-rows.ts';

interface LadderBodyProps {
  readonly instrument: InstrumentView;
  readonly groupTicks: number;
  /** Grows by one when the person asks for the middle of the market. */
  readonly jump: number;
  readonly isTrading: boolean;
  readonly onPlace: (side: Side, ticks: number) => void;
}

/** The rows of the ladder: drawn once, then written to directly as the book changes. */
export function LadderBody(props: LadderBodyProps) {
  const { instrument, groupTicks, jump, isTrading, onPlace } = props;
  const texts = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const top = useRef<number | undefined>(undefined);
  const [selected, setSelected] = useState<number | undefined>();
  const hotkeys = useSettings((settings) => settings.orderHotkeys);
  const rowPx = useSettings(({ density }) => density) === 'dense' ? 20 : 26;
  const rowCount = useRowCount(box, rowPx);

  useEffect(() => {
    const element = body.current;
    if (element === null || rowCount === 0) return undefined;
    top.current = undefined;
    const paintRows = createRowPainter(element);
    const tickSize = Number(instrument.tickSize);
    const writing = {
      priceText: (ticks: number) => formatFixed(ticks * tickSize, placesOf(instrument.tickSize)),
      sizeText: (size: number) => formatFixed(size, placesOf(instrument.lotSize)),
    };
    const paint = () => {
      const view = currentView();
      const market = view?.markets[instrument.id];
      if (view === undefined || market === undefined) return;
      const shown = { tickSize, groupTicks, rowCount, topTicks: top.current ?? 0 };
      if (top.current === undefined || needsCentering(market, shown)) {
        top.current = centeredTop(market, tickSize, groupTicks, rowCount) ?? 0;
      }
      paintRows(ladderRows({ ...shown, topTicks: top.current, market, orders: view.orders }), writing);
    };
    paint();
    const soon = createFrameQueue<undefined>(paint);
    return subscribeView(() => soon(undefined));
  }, [instrument, groupTicks, rowCount, jump]);

  const ticksAt = (at: number) => (top.current ?? 0) - at * groupTicks;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined) {
      setSelected(Math.min(Math.max((selected ?? Math.floor(rowCount / 2)) + step, 0), rowCount - 1));
      event.preventDefault();
    }
    const side = ({ b: 'buy', s: 'sell' } as const)[event.key.toLowerCase()];
    if (side !== undefined && hotkeys && isTrading && selected !== undefined)
      onPlace(side, ticksAt(selected));
  };

  return (
    <div
      ref={box}
      className="ladder"
      role="grid"
      aria-label={texts.ladder.label}
      aria-description={texts.ladder.keys}
      tabIndex={0}
      data-trading={isTrading}
      onKeyDown={onKeyDown}
    >
      <LadderHead />
      <LadderRows
        ref={body}
        rowCount={rowCount}
        selected={selected}
        onPlace={(side, at) => onPlace(side, ticksAt(at))}
      />
    </div>
  );
}

function LadderHead() {
  const texts = useTexts();
  return (
    <div role="row" className="ladder-row ladder-head">
      <span role="columnheader">{texts.ladder.own}</span>
      <span role="columnheader">{texts.ladder.bids}</span>
      <span role="columnheader">{texts.ladder.price}</span>
      <span role="columnheader">{texts.ladder.asks}</span>
      <span role="columnheader">{texts.ladder.own}</span>
    </div>
  );
}

interface LadderRowsProps {
  readonly ref: React.Ref<HTMLDivElement>;
  readonly rowCount: number;
  readonly selected: number | undefined;
  readonly onPlace: (side: Side, at: number) => void;
}

const LadderRows = memo(function LadderRows({ ref, rowCount, selected, onPlace }: LadderRowsProps) {
  return (
    <div ref={ref} role="rowgroup">
      {Array.from({ length: rowCount }, (_, at) => (
        <div key={at} role="row" className="ladder-row" aria-selected={at === selected}>
          <span role="gridcell" data-cell="own-buy" className="ladder-own" />
          <span role="gridcell" className="ladder-bid" onClick={() => onPlace('buy', at)}>
            <i data-cell="bid-bar" />
            <b data-cell="bid" />
          </span>
          <span role="gridcell" data-cell="price" className="ladder-price" />
          <span role="gridcell" className="ladder-ask" onClick={() => onPlace('sell', at)}>
            <i data-cell="ask-bar" />
            <b data-cell="ask" />
          </span>
          <span role="gridcell" data-cell="own-sell" className="ladder-own" />
        </div>
      ))}
    </div>
  );
});

/** How many rows fit under the head of the ladder. */
function useRowCount(box: React.RefObject<HTMLDivElement | null>, rowPx: number): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const sizes = new ResizeObserver(() =>
      setCount(Math.max(0, Math.floor((element.clientHeight - 24) / rowPx))),
    );
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [box, rowPx]);
  return count;
}
