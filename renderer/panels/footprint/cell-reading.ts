import { ROW_MARKS, ROW_WIDTH } from '../../../engine/domain/market/footprint-row.ts';
import type { FlowBar } from '../../charts/flow/flow-bar.ts';
import type { Texts } from '../../language/en.ts';
import { formatCount, formatFixed, formatSigned } from '../../formatting/numbers.ts';
import { formatTime } from '../../formatting/times.ts';
import type { Cell, Grid } from './scene.ts';

/** What a cell and its bar say, as named texts in the order they are read. */
export interface CellReading {
  readonly title: string;
  readonly lines: readonly (readonly [name: string, value: string])[];
  /** Marks of the row in words. */
  readonly marks: readonly string[];
}

/** Reads a cell aloud, for the tooltip and for those who cannot see the canvas. */
export function cellReading(
  bar: FlowBar,
  cell: Cell,
  {
    grid,
    rowTicks,
    texts,
  }: { readonly grid: Grid; readonly rowTicks: number; readonly texts: Texts['footprint'] },
): CellReading {
  const price = (ticks: number) => formatFixed(ticks * grid.tick, grid.tickPlaces);
  const size = (lots: number) => formatFixed(lots * grid.lot, grid.lotPlaces);
  const signed = (lots: number) => formatSigned(lots * grid.lot, grid.lotPlaces);
  const { buys, marks, sells } = rowOf(bar, cell.ticks);
  const range =
    rowTicks === 1 ? price(cell.ticks) : `${price(cell.ticks)} – ${price(cell.ticks + rowTicks - 1)}`;
  const { totals } = texts;
  return {
    title: `${formatTime(bar.openTimeMs)} · ${range}`,
    lines: [
      [texts.sold, size(sells)],
      [texts.bought, size(buys)],
      [texts.rowDelta, signed(buys - sells)],
      [texts.rowTotal, size(buys + sells)],
      [texts.barVolume, size(bar.buyLots + bar.sellLots)],
      [texts.barDelta, signed(bar.buyLots - bar.sellLots)],
      [
        `${totals.minDelta} / ${totals.maxDelta}`,
        `${signed(bar.minDeltaLots)} / ${signed(bar.maxDeltaLots)}`,
      ],
      [totals.cvd, signed(bar.cvdLots)],
      [texts.trades, formatCount(bar.tradeCount)],
    ],
    marks: (Object.keys(ROW_MARKS) as (keyof typeof ROW_MARKS)[])
      .filter((name) => (marks & ROW_MARKS[name]) !== 0)
      .map((name) => texts.marks[name]),
  };
}

function rowOf({ rows }: FlowBar, ticks: number): { buys: number; sells: number; marks: number } {
  for (let at = 0; at < rows.length; at += ROW_WIDTH) {
    if (rows[at] === ticks)
      return { buys: rows[at + 1] ?? 0, sells: rows[at + 2] ?? 0, marks: rows[at + 3] ?? 0 };
  }
  return { buys: 0, sells: 0, marks: 0 };
}

/** A reading as one sentence. */
export const spokenReading = ({ lines, marks, title }: CellReading): string =>
  [title, ...lines.map(([name, value]) => `${name} ${value}`), ...marks].join(', ');
