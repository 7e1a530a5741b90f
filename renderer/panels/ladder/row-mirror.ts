import type { LadderRow } from './ladder-rows.ts';
import type { LadderTexts } from './ladder-texts.ts';

const CELLS = ['own-buy', 'bid', 'price', 'ask', 'own-sell', 'volume', 'delta'] as const;
type CellName = (typeof CELLS)[number];

/** All rows are written within this time, a part of them with every picture. */
const ROUND_MS = 300;

/** The cells of one row, found once, and what was written last. */
interface RowCells {
  /** A narrow ladder lacks what was traded. */
  readonly cells: Readonly<Record<CellName, Element | null>>;
  readonly written: Partial<Record<CellName, string>>;
}

/**
 * Writes the rows of the picture into elements nobody sees, for those who have the screen read to them, and for the
 * pointer. Rows with own orders are written at once, the others in turn with the pictures that come anyway: a frame
 * of its own has the whole page laid out again. What is left when no more pictures come is written then.
 */
export class RowMirror {
  readonly #body: HTMLElement;
  readonly #texts: LadderTexts;
  #found: readonly RowCells[] = [];
  #first: Element | null = null;
  #rows: readonly LadderRow[] = [];
  #next = 0;
  #waiting = 0;
  #shownAt = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(body: HTMLElement, texts: LadderTexts) {
    this.#body = body;
    this.#texts = texts;
  }

  show(rows: readonly LadderRow[]): void {
    const isFirst = this.#find();
    this.#rows = rows;
    rows.forEach((_, at) => {
      if (isFirst || this.#isOwn(at)) this.#write(at);
    });
    const now = performance.now();
    const part = Math.ceil((rows.length * (now - this.#shownAt)) / ROUND_MS);
    this.#shownAt = now;
    this.#waiting = isFirst ? 0 : rows.length;
    this.#writeNext(part);
    clearTimeout(this.#rest);
    if (this.#waiting > 0) this.#rest = setTimeout(() => this.#writeNext(this.#waiting), ROUND_MS);
  }

  close(): void {
    clearTimeout(this.#rest);
  }

  /** Answers whether the elements are new ones, into which nothing was written yet. */
  #find(): boolean {
    const { children, firstElementChild } = this.#body;
    if (this.#found.length === children.length && this.#first === firstElementChild) return false;
    this.#found = Array.from(children, findCells);
    this.#first = firstElementChild;
    return true;
  }

  #writeNext(count: number): void {
    for (let left = Math.min(count, this.#waiting); left > 0; left -= 1) {
      this.#write(this.#next);
      this.#next = (this.#next + 1) % this.#rows.length;
      this.#waiting -= 1;
    }
  }

  /** Whether own orders stand in a row, or stood there when it was written. */
  #isOwn(at: number): boolean {
    const { ownBuy = 0, ownSell = 0 } = this.#rows[at] ?? {};
    const written = this.#found[at]?.written;
    return ownBuy > 0 || ownSell > 0 || Boolean(written?.['own-buy']) || Boolean(written?.['own-sell']);
  }

  #write(at: number): void {
    const [row, to] = [this.#rows[at], this.#found[at]];
    if (row === undefined || to === undefined) return;
    const { price, signed, size } = this.#texts;
    write(to, 'price', price(row.ticks));
    write(to, 'bid', size(row.bidSize));
    write(to, 'ask', size(row.askSize));
    write(to, 'own-buy', size(row.ownBuy));
    write(to, 'own-sell', size(row.ownSell));
    write(to, 'volume', size(row.volume));
    write(to, 'delta', row.volume === 0 ? '' : signed(row.delta));
  }
}

function findCells(element: Element): RowCells {
  const cell = (name: CellName) => element.querySelector(`[data-cell="${name}"]`);
  return {
    cells: Object.fromEntries(CELLS.map((name) => [name, cell(name)])) as Record<CellName, Element | null>,
    written: {},
  };
}

function write({ cells, written }: RowCells, name: CellName, text: string): void {
  const cell = cells[name];
  if (cell === null || written[name] === text) return;
  written[name] = text;
  const node = cell.firstChild;
  // A text node that stays is cheaper than one that is made anew, and an empty cell must have no child.
  if (text !== '' && node instanceof Text) node.data = text;
  else cell.textContent = text;
}
