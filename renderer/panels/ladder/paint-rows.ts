import type { LadderRow } from './ladder-rows.ts';

/** The cells of one row, found once and written to on every frame. */
interface RowCells {
  readonly row: HTMLElement;
  readonly ownBuy: HTMLElement;
  readonly bid: HTMLElement;
  readonly bidBar: HTMLElement;
  readonly price: HTMLElement;
  readonly ask: HTMLElement;
  readonly askBar: HTMLElement;
  readonly ownSell: HTMLElement;
}

interface Writing {
  readonly priceText: (ticks: number) => string;
  readonly sizeText: (size: number) => string;
}

/**
 * Writes ladder rows straight into their cells. Forty rows change many times a second; going around
 * React and touching only what differs keeps a frame far below its budget.
 */
export function createRowPainter(body: HTMLElement): (rows: readonly LadderRow[], writing: Writing) => void {
  let cells: readonly RowCells[] = [];
  let found: Element | null = null;
  return (rows, { priceText, sizeText }) => {
    if (cells.length !== body.children.length || found !== body.firstElementChild) {
      cells = Array.from(body.children, findCells);
      found = body.firstElementChild;
    }
    const largest = Math.max(
      ...rows.map(({ bidSize, askSize }) => Math.max(bidSize, askSize)),
      Number.MIN_VALUE,
    );
    const size = (value: number) => (value === 0 ? '' : sizeText(value));
    rows.forEach((row, at) => {
      const cell = cells[at];
      if (cell === undefined) return;
      write(cell.price, priceText(row.ticks));
      write(cell.bid, size(row.bidSize));
      write(cell.ask, size(row.askSize));
      write(cell.ownBuy, size(row.ownBuy));
      write(cell.ownSell, size(row.ownSell));
      stretch(cell.bidBar, row.bidSize / largest);
      stretch(cell.askBar, row.askSize / largest);
      mark(cell.row, row);
    });
  };
}

function findCells(element: Element): RowCells {
  const cell = (name: string) => element.querySelector<HTMLElement>(`[data-cell="${name}"]`) as HTMLElement;
  return {
    row: element as HTMLElement,
    ownBuy: cell('own-buy'),
    bid: cell('bid'),
    bidBar: cell('bid-bar'),
    price: cell('price'),
    ask: cell('ask'),
    askBar: cell('ask-bar'),
    ownSell: cell('own-sell'),
  };
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function stretch(bar: HTMLElement, share: number): void {
  const transform = `scaleX(${share.toFixed(3)})`;
  if (bar.style.transform !== transform) bar.style.transform = transform;
}

function mark(element: HTMLElement, row: LadderRow): void {
  const zone = row.bidSize > 0 ? 'bid' : row.askSize > 0 ? 'ask' : 'none';
  if (element.dataset['zone'] !== zone) element.dataset['zone'] = zone;
  const last = String(row.isLast);
  if (element.dataset['last'] !== last) element.dataset['last'] = last;
}
