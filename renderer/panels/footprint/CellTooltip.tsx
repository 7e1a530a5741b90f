import type { CellReading } from './cell-reading.ts';

interface CellTooltipProps {
  readonly reading: CellReading;
  /** Where the cell is on the canvas; the tooltip stands beside it. */
  readonly left: number;
  readonly top: number;
  readonly flips: boolean;
}

/** The numbers of a cell and its bar beside it. */
export function CellTooltip({ flips, left, reading, top }: CellTooltipProps) {
  return (
    <div
      className="flow-tooltip"
      aria-hidden
      style={{ left, top, transform: flips ? 'translateX(-100%)' : undefined }}
    >
      <strong>{reading.title}</strong>
      <dl>
        {reading.lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {reading.marks.map((mark) => (
        <p key={mark}>{mark}</p>
      ))}
    </div>
  );
}
