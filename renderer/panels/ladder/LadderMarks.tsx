import type { LadderColumn } from './ladder-columns.ts';
import type { PointedCell } from './use-ladder-pointer.ts';

interface LadderMarksProps {
  readonly columns: readonly LadderColumn[];
  readonly rowPx: number;
  readonly selected: number | undefined;
  readonly pointed: PointedCell | undefined;
}

/** Frames around the row chosen with the keys and around the cell a click would trade at. */
export function LadderMarks({ columns, rowPx, selected, pointed }: LadderMarksProps) {
  const cell = columns.find(({ name }) => name === (pointed?.side === 'buy' ? 'bid' : 'ask'));
  return (
    <>
      {selected !== undefined && (
        <i className="ladder-mark" style={{ top: selected * rowPx, height: rowPx, left: 0, right: 0 }} />
      )}
      {pointed !== undefined && cell !== undefined && (
        <i
          className="ladder-mark"
          data-side={pointed.side}
          style={{ top: pointed.row * rowPx, height: rowPx, left: cell.left, width: cell.width }}
        />
      )}
    </>
  );
}
