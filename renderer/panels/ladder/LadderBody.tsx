import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { useSettings } from '../../host-client/settings.ts';
import { useTexts } from '../../language/texts.ts';
import { LadderHead, LadderRows } from './LadderRows.tsx';
import type { ClickTrading } from './use-click-trading.ts';
import { useLadderPointer } from './use-ladder-pointer.ts';
import { type Centering, useLadderPainting } from './use-ladder-painting.ts';
import { useRowCount } from './use-row-count.ts';

interface LadderBodyProps {
  readonly instrument: InstrumentView;
  readonly groupTicks: number;
  /** Grows by one when the person asks for the middle of the market. */
  readonly jump: number;
  readonly centering: Centering;
  readonly trading: ClickTrading;
}

/** The rows of the ladder: drawn once, then written to directly as the book changes. */
export function LadderBody({ instrument, groupTicks, jump, centering, trading }: LadderBodyProps) {
  const texts = useTexts();
  const keysId = useId();
  const box = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<number | undefined>();
  const hotkeys = useSettings((settings) => settings.orderHotkeys);
  const rowPx = useSettings(({ density }) => density) === 'dense' ? 20 : 26;
  const rowCount = useRowCount(box, rowPx);
  // A ladder that got lower has fewer rows; an order must never go to a price that is not on screen.
  const selected = chosen === undefined ? undefined : Math.min(chosen, rowCount - 1);
  const ladder = useLadderPainting(rows, { instrument, groupTicks, rowCount, centering, jump });
  const pointer = useLadderPointer(trading, ladder.ticksOf);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (step !== undefined) {
      setChosen(Math.min(Math.max((selected ?? Math.floor(rowCount / 2)) + step, 0), rowCount - 1));
      event.preventDefault();
    }
    if (!hotkeys || selected === undefined || event.ctrlKey || event.metaKey) return;
    onOrderKey(event.key.toLowerCase(), ladder.ticksOf(selected), trading);
  };
  return (
    <div
      ref={box}
      className="ladder"
      role="grid"
      aria-label={texts.ladder.label}
      aria-describedby={keysId}
      tabIndex={0}
      data-trading={trading.isTrading}
      onKeyDown={onKeyDown}
      onWheel={(event) => {
        if (centering === 'free') ladder.scroll(3 * Math.sign(event.deltaY));
      }}
      {...pointer}
    >
      <LadderHead />
      <LadderRows ref={rows} rowCount={rowCount} selected={selected} />
      <p id={keysId} className="visually-hidden">
        {texts.ladder.keys}
      </p>
    </div>
  );
}

function onOrderKey(key: string, ticks: number, { cancel, place }: ClickTrading): void {
  if (key === 'b') place('buy', ticks);
  if (key === 's') place('sell', ticks);
  if (key !== 'x') return;
  cancel({ side: 'buy', ticks });
  cancel({ side: 'sell', ticks });
}
