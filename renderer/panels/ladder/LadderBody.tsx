import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import type { Side } from '../../../engine/domain/order/side.ts';
import { useSettings } from '../../host-client/settings.ts';
import { useTexts } from '../../language/texts.ts';
import { LadderHead, LadderRows } from './LadderRows.tsx';
import { useLadderPainting } from './use-ladder-painting.ts';
import { useRowCount } from './use-row-count.ts';

interface LadderBodyProps {
  readonly instrument: InstrumentView;
  readonly groupTicks: number;
  /** Grows by one when the person asks for the middle of the market. */
  readonly jump: number;
  readonly isTrading: boolean;
  readonly onPlace: (side: Side, ticks: number) => void;
}

/** The rows of the ladder: drawn once, then written to directly as the book changes. */
export function LadderBody({ instrument, groupTicks, jump, isTrading, onPlace }: LadderBodyProps) {
  const texts = useTexts();
  const keysId = useId();
  const box = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<number | undefined>();
  const hotkeys = useSettings((settings) => settings.orderHotkeys);
  const rowPx = useSettings(({ density }) => density) === 'dense' ? 20 : 26;
  const rowCount = useRowCount(box, rowPx);
  const top = useLadderPainting(rows, { instrument, groupTicks, rowCount, jump });

  const place = (side: Side, row: number) => onPlace(side, (top.current ?? 0) - row * groupTicks);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined) {
      setSelected(Math.min(Math.max((selected ?? Math.floor(rowCount / 2)) + step, 0), rowCount - 1));
      event.preventDefault();
    }
    const side = ({ b: 'buy', s: 'sell' } as const)[event.key.toLowerCase()];
    if (side !== undefined && hotkeys && isTrading && selected !== undefined) place(side, selected);
  };
  return (
    <div
      ref={box}
      className="ladder"
      role="grid"
      aria-label={texts.ladder.label}
      aria-describedby={keysId}
      tabIndex={0}
      data-trading={isTrading}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const pressed = pressedCell(event);
        if (pressed !== undefined) place(pressed.side, pressed.row);
      }}
    >
      <LadderHead />
      <LadderRows ref={rows} rowCount={rowCount} selected={selected} />
      <p id={keysId} className="visually-hidden">
        {texts.ladder.keys}
      </p>
    </div>
  );
}

/** Which side of which row was pressed; undefined elsewhere. */
function pressedCell(event: MouseEvent): { readonly side: Side; readonly row: number } | undefined {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-side]');
  const side = cell?.dataset['side'];
  const row = Number(cell?.parentElement?.dataset['row']);
  return (side === 'buy' || side === 'sell') && Number.isInteger(row) ? { side, row } : undefined;
}
