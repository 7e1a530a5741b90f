import type { LadderRow } from './ladder-rows.ts';

const CELLS = [
  'own-buy',
  'bid',
  'bid-bar',
  'price',
  'ask',
  'ask-bar',
  'own-sell',
  'volume',
  'volume-bar',
  'delta',
] as const;
type CellName = (typeof CELLS)[number];

/** The cells of one row, found once and written to on every frame, and what was written last. */
interface RowCells {
  readonly row: HTMLElement;
  readonly cells: Readonly<Record<CellName, HTMLElement>>;
  readonly written: Partial<Record<CellName | 'zone' | 'last' | 'tone', string>>;
}

interface Writing {
  readonly priceText: (ticks: number) => string;
  readonly sizeText: (size: number) => string;
  readonly signedText: (size: number) => string;
}

/**
 * Writes ladder rows straight into their cells. Forty rows change many times a second; going around
 * React and touching only what differs keeps a frame far below its budget. What was written is remembered
 * rather than read back: reading from the page costs more than comparing. Answers how many texts were written.
 */
export function createRowPainter(
  body: HTMLElement,
): (rows: readonly LadderRow[], writing: Writing) => number {
  let found: readonly RowCells[] = [];
  let first: Element | null = null;
  return (rows, writing) => {
    if (found.length !== body.children.length || first !== body.firstElementChild) {
      found = Array.from(body.children, findCells);
      first = body.firstElementChild;
    }
    const largest = {
      size: largestOf(rows, ({ askSize, bidSize }) => Math.max(bidSize, askSize)),
      volume: largestOf(rows, ({ volume }) => volume),
    };
    let texts = 0;
    rows.forEach((row, at) => {
      const cells = found[at];
      if (cells !== undefined) texts += paintRow(cells, row, largest, writing);
    });
    return texts;
  };
}

const largestOf = (rows: readonly LadderRow[], value: (row: LadderRow) => number): number =>
  rows.reduce((most, row) => Math.max(most, value(row)), Number.MIN_VALUE);

function paintRow(
  to: RowCells,
  row: LadderRow,
  largest: { readonly size: number; readonly volume: number },
  { priceText, signedText, sizeText }: Writing,
): number {
  const size = (value: number) => (value === 0 ? '' : sizeText(value));
  const texts =
    write(to, 'price', priceText(row.ticks)) +
    write(to, 'bid', size(row.bidSize)) +
    write(to, 'ask', size(row.askSize)) +
    write(to, 'own-buy', size(row.ownBuy)) +
    write(to, 'own-sell', size(row.ownSell)) +
    write(to, 'volume', size(row.volume)) +
    write(to, 'delta', row.volume === 0 ? '' : signedText(row.delta));
  stretch(to, 'bid-bar', row.bidSize / largest.size);
  stretch(to, 'ask-bar', row.askSize / largest.size);
  stretch(to, 'volume-bar', row.volume / largest.volume);
  mark(to, 'zone', row.bidSize > 0 ? 'bid' : row.askSize > 0 ? 'ask' : 'none');
  mark(to, 'last', row.isLast ? (row.lastSide ?? 'true') : 'false');
  mark(to, 'tone', row.delta > 0 ? 'up' : row.delta < 0 ? 'down' : 'even');
  return texts;
}

function findCells(element: Element): RowCells {
  const cell = (name: string) => element.querySelector<HTMLElement>(`[data-cell="${name}"]`) as HTMLElement;
  return {
    row: element as HTMLElement,
    cells: Object.fromEntries(CELLS.map((name) => [name, cell(name)])) as Record<CellName, HTMLElement>,
    written: {},
  };
}

/** Answers 1 when the text is another one, else 0. */
function write({ cells, written }: RowCells, name: CellName, text: string): 0 | 1 {
  if (written[name] === text) return 0;
  written[name] = text;
  const cell = cells[name];
  const node = cell.firstChild;
  // A text node that stays is cheaper than one that is made anew, and an empty cell must have no child.
  if (text !== '' && node instanceof Text) node.data = text;
  else cell.textContent = text;
  return 1;
}

function stretch({ cells, written }: RowCells, name: CellName, share: number): void {
  // The size of a background is painted anew; the width of an element would be laid out anew.
  const size = `${Math.round(100 * share)}% calc(100% - 2px)`;
  if (written[name] === size) return;
  written[name] = size;
  cells[name].style.backgroundSize = size;
}

function mark({ row, written }: RowCells, name: 'zone' | 'last' | 'tone', value: string): void {
  if (written[name] === value) return;
  written[name] = value;
  row.dataset[name] = value;
}
