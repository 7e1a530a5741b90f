import type { Answer, RequestOf } from '../../contract/commands.ts';
import type { OrderView } from '../../contract/views.ts';
import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import type { OrderId } from '../../domain/order/order.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderChangeOutcome } from '../../journal/queries/by-id.ts';
import type { Page, PageRequest } from '../../journal/queries/page.ts';
import { closedTradeView } from '../views/account-view.ts';
import { fillView } from '../views/order-view.ts';
import { storedOrderView } from '../views/stored-order-view.ts';
import type { Workstation } from '../workstation.ts';

/** A fill of the account, from memory or from the journal. */
export function findFill({ journal, model, session }: Workstation, fillId: string): Fill | undefined {
  const recent = model.recentFills.get(fillId);
  if (recent) return recent;
  const { accountId } = session.description;
  const row = journal.rowOf('fills', accountId, fillId);
  if (row === undefined) return undefined;
  return journal.fills({ accountId }, { after: row - 1, limit: 1 }).rows[0]?.outcome.fill;
}

/** Older rows of a list than the window keeps, newest last, ending just before `before`. Only they are read. */
export function answerHistory(
  { journal, session }: Workstation,
  request: RequestOf<'history'>,
): Answer<'history'> {
  const { accountId, instruments } = session.description;
  const past = new Past(journal, accountId, new Map(instruments.map((each) => [each.id, each])));
  const nothing = { orders: [], fills: [], closedTrades: [] };
  switch (request.list) {
    case 'orders':
      return { ok: true, reply: { ...nothing, orders: past.orders(request) } };
    case 'fills':
      return { ok: true, reply: { ...nothing, fills: past.fills(request) } };
    case 'closedTrades':
      return { ok: true, reply: { ...nothing, closedTrades: past.closedTrades(request) } };
  }
}

/** What an account did in instruments that are traded now, as windows show it. */
class Past {
  readonly #journal: Journal;
  readonly #accountId: string;
  readonly #instruments: ReadonlyMap<InstrumentId, Instrument>;

  constructor(journal: Journal, accountId: string, instruments: ReadonlyMap<InstrumentId, Instrument>) {
    this.#journal = journal;
    this.#accountId = accountId;
    this.#instruments = instruments;
  }

  fills(request: RequestOf<'history'>) {
    const read = (page: PageRequest) => this.#journal.fills({ accountId: this.#accountId }, page);
    return this.#before(request, read, ({ outcome: { fill } }) => {
      const instrument = this.#instruments.get(fill.instrument);
      return instrument && fillView(fill, instrument);
    });
  }

  closedTrades(request: RequestOf<'history'>) {
    const read = (page: PageRequest) => this.#journal.closedTrades({ accountId: this.#accountId }, page);
    return this.#before(request, read, ({ outcome: { trade } }) => {
      const instrument = this.#instruments.get(trade.instrument);
      return instrument && closedTradeView(trade, instrument);
    });
  }

  orders(request: RequestOf<'history'>): OrderView[] {
    const read = (page: PageRequest) => this.#journal.orders({ accountId: this.#accountId }, page);
    const stored = this.#before(request, read, (row) =>
      this.#instruments.has(row.order.instrument) ? row : undefined,
    );
    const changes = this.#changesOf(stored.map(({ order }) => order.id));
    return stored.flatMap((row) => {
      const instrument = this.#instruments.get(row.order.instrument);
      return instrument ? [storedOrderView(row, instrument, changes.get(row.order.id) ?? [])] : [];
    });
  }

  #changesOf(orderIds: readonly OrderId[]): ReadonlyMap<OrderId, readonly OrderChangeOutcome[]> {
    return Map.groupBy(this.#journal.orderChanges(this.#accountId, orderIds), ({ orderId }) => orderId);
  }

  /** The last rows before a place, or of all, oldest first; rows that give nothing do not count. */
  #before<Row, Kept>(
    { before, count, list }: RequestOf<'history'>,
    read: (page: PageRequest) => Page<Row>,
    keep: (row: Row) => Kept | undefined,
  ): Kept[] {
    const kept: Kept[] = [];
    let after = before === undefined ? undefined : this.#journal.rowOf(list, this.#accountId, before);
    for (;;) {
      const page = read({ newestFirst: true, limit: count, ...(after !== undefined && { after }) });
      for (const row of page.rows) {
        const each = keep(row);
        if (each !== undefined && kept.length < count) kept.push(each);
      }
      if (page.next === undefined || kept.length === count) return kept.toReversed();
      after = page.next;
    }
  }
}
