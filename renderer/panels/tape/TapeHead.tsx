import { type RefObject, useEffect, useState } from 'react';
import { useTexts } from '../../language/texts.ts';
import { SIDE_PX, tapeColumns } from './paint-tape.ts';

interface TapeHeadProps {
  readonly base: string;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
}

/** The names of the columns, over the very places where the canvas writes them. */
export function TapeHead({ base, canvas }: TapeHeadProps) {
  const { tape } = useTexts();
  const width = useWidth(canvas);
  const columns = tapeColumns(width);
  const right = (end: number) => ({ right: `${Math.max(0, width - end)}px` });
  return (
    <div className="tape-head" aria-hidden>
      <span style={{ left: `${columns.time}px` }}>{tape.time}</span>
      {columns.word && <span style={{ left: `${SIDE_PX}px` }}>{tape.side}</span>}
      <span style={right(columns.price)}>{tape.price}</span>
      <span style={right(columns.size)}>
        {tape.size} {columns.word && <span className="unit">{base}</span>}
      </span>
      {columns.fills !== undefined && (
        <span style={right(columns.fills)} title={tape.fillsHint}>
          {tape.fills}
        </span>
      )}
    </div>
  );
}

function useWidth(canvas: RefObject<HTMLCanvasElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const sizes = new ResizeObserver(() => setWidth(element.clientWidth));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [canvas]);
  return width;
}
