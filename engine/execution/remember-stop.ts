import type { Order } from '../domain/order/order.ts';
import { type Cover, stopsOf } from './cover.ts';
import { putAside } from './tend-cover.ts';

/** A stop that was given up stands again, behind a cover of its entry. */
export function rememberStop(covers: readonly Cover[], { id, kind, lots: size, protects }: Order): void {
  const ofEntry = covers.filter(({ entryId }) => entryId === protects);
  // An entry may have several covers: it belongs behind lots without a stop of their own.
  const cover = ofEntry.find(({ standing }) => standing === undefined) ?? ofEntry[0];
  if (!cover || kind.type !== 'stop-market') return;
  if (ofEntry.some((each) => stopsOf(each).some((stop) => stop.id === id))) return;
  putAside(cover, { id, lots: size, trigger: kind.trigger });
}
