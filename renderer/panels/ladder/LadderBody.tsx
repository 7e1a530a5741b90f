import { type CSSProperties, useId, useMemo, useRef } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { useSettings } from '../../host-client/settings.ts';
import { useTexts } from '../../language/texts.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { ladderColumns } from './ladder-columns.ts';
import type { Centering } from './ladder-painter.ts';
import { LadderMarks } from './LadderMarks.tsx';
import { LadderHead, LadderRows } from './LadderRows.tsx';
import type { ClickTrading } from './use-click-trading.ts';
import { useLadderBox } from './use-ladder-box.ts';
import { useLadderKeys } from './use-ladder-keys.ts';
import { useLadderPointer } from './use-ladder-pointer.ts';
import { useLadderPainting } from './use-ladder-painting.ts';

interface LadderBodyProps {
  readonly instrument: InstrumentView;
  readonly groupTicks: number;
  /** Grows by one when the person asks for the middle of the market. */
  readonly jump: number;
  readonly centering: Centering;
  readonly trading: ClickTrading;
}

/** The rows of the ladder: their places are drawn once, the book is painted past React as it changes. */
export function LadderBody({ instrument, groupTicks, jump, centering, trading }: LadderBodyProps) {
  const texts = useTexts();
  const keysId = useId();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const rowPx = useSettings(({ density }) => density) === 'dense' ? 20 : 26;
  const { rowCount, widthPx } = useLadderBox(box, rowPx);
  const columns = useMemo(() => ladderColumns(widthPx), [widthPx]);
  const colors = useCanvasColors();
  const look = { columns, rowPx, colors, language: useSettings(({ language }) => language) };
  const shown = { instrument, groupTicks, rowCount, centering, jump };
  const ladder = useLadderPainting({ canvas, rows }, { ...shown, ...look });
  const { selected, onKeyDown } = useLadderKeys(rowCount, ladder.ticksOf, trading);
  const { pointed, ...pointer } = useLadderPointer(trading, ladder.ticksOf);
  return (
    <div
      ref={box}
      className="ladder"
      role="grid"
      aria-label={texts.ladder.label}
      aria-describedby={keysId}
      tabIndex={0}
      data-trading={trading.isTrading}
      style={{ '--ladder-columns': columns.map(({ width }) => `${width}px`).join(' ') } as CSSProperties}
      onKeyDown={onKeyDown}
      onWheel={(event) => {
        if (centering === 'free') ladder.scroll(3 * Math.sign(event.deltaY));
      }}
      {...pointer}
    >
      <LadderHead columns={columns} />
      <div className="ladder-body">
        <canvas ref={canvas} className="ladder-canvas" aria-hidden="true" />
        <LadderMarks columns={columns} rowPx={rowPx} selected={selected} pointed={pointed} />
        <LadderRows ref={rows} rowCount={rowCount} columns={columns} selected={selected} />
      </div>
      <p id={keysId} className="visually-hidden">
        {texts.ladder.keys}
      </p>
    </div>
  );
}
