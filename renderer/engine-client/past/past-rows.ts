import type { ClosedTradeView, FillView, OrderView } from '../../../engine/contract/views.ts';
import { notify } from '../../host-client/notices.ts';
import { askEngine } from '../ask-engine.ts';
import { currentView, subscribeView } from '../engine-view.ts';

interface RowOf {
  readonly orders: OrderView;
  readonly fills: FillView;
  readonly closedTrades: ClosedTradeView;
}

/** Lists of which the view keeps the latest rows and the journal all. */
export type PastList = keyof RowOf;
export type PastRow<List extends PastList> = RowOf[List];

/** What a table shows, oldest first, and whether the journal may have more. */
export interface Past<Row> {
  readonly rows: readonly Row[];
  readonly state: 'more' | 'asking' | 'all';
}

/** Rows asked for at once. */
const PAGE = 500;

const idOf: { readonly [List in PastList]: (row: RowOf[List]) => string } = {
  orders: ({ orderId }) => orderId,
  fills: ({ fillId }) => fillId,
  closedTrades: ({ tradeId }) => tradeId,
};
const timeOf: { readonly [List in PastList]: (row: RowOf[List]) => number } = {
  orders: ({ submittedAtMs }) => submittedAtMs,
  fills: ({ timeMs }) => timeMs,
  closedTrades: ({ closedAtMs }) => closedAtMs,
};

/**
 * A list of the view, continued backwards by pages from the journal. The first page begins with the newest row and
 * not where the view ends: an old order that is still open stands in the view before younger ones that do not.
 * From the first page on, rows are kept that leave the view, so that no gap opens between the two.
 */
export class PastRows<List extends PastList> {
  readonly #list: List;
  readonly #listeners = new Set<() => void>();
  /** Everything seen since the first page was asked for; undefined before. */
  #kept: Map<string, RowOf[List]> | undefined;
  #recent: readonly RowOf[List][];
  #oldest: string | undefined;
  #past: Past<RowOf[List]>;
  #endView: () => void = () => undefined;

  constructor(list: List) {
    this.#list = list;
    this.#recent = this.#inView();
    this.#past = { rows: this.#recent, state: 'more' };
  }

  readonly now = (): Past<RowOf[List]> => {
    if (this.#recent !== this.#inView()) this.#look();
    return this.#past;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) this.#endView = subscribeView(() => this.#look());
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#endView();
    };
  };

  /** Asks for the next page, with a notice when it does not come; does nothing while one is on its way or when there are no more. */
  readonly older = async (): Promise<void> => {
    if (this.#past.state !== 'more') return;
    this.#keep(this.#recent);
    this.#show('asking');
    const before = this.#oldest === undefined ? {} : { before: this.#oldest };
    const answer = await askEngine('history', { list: this.#list, count: PAGE, ...before });
    if (!answer.ok) {
      notify({ level: 'error', text: answer.failure.detail });
      return this.#show('more');
    }
    const page = answer.reply[this.#list] as readonly RowOf[List][];
    const [first] = page;
    if (first !== undefined) this.#oldest = idOf[this.#list](first);
    this.#keep(page);
    // What the view says is newer than any page.
    this.#keep(this.#recent);
    this.#show(page.length < PAGE ? 'all' : 'more');
  };

  #inView(): readonly RowOf[List][] {
    return (currentView()?.[this.#list] ?? NOTHING) as readonly RowOf[List][];
  }

  #look(): void {
    const recent = this.#inView();
    if (recent === this.#recent) return;
    this.#recent = recent;
    if (this.#kept) this.#keep(recent);
    this.#show(this.#past.state);
  }

  #keep(rows: readonly RowOf[List][]): void {
    this.#kept ??= new Map();
    for (const row of rows) this.#kept.set(idOf[this.#list](row), row);
  }

  #show(state: Past<RowOf[List]>['state']): void {
    const at = timeOf[this.#list];
    const rows = this.#kept ? [...this.#kept.values()].toSorted((a, b) => at(a) - at(b)) : this.#recent;
    this.#past = { rows, state };
    for (const listener of this.#listeners) listener();
  }
}

const NOTHING: readonly never[] = [];
