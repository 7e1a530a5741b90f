import type { OrderId } from '../domain/order/order.ts';
import type { Cover } from './cover.ts';
import { forgetSetOff } from './tend-cover.ts';

/** Takes a closed order of ours out of a cover, whatever it was there. */
export function forgetOrder(cover: Cover, id: OrderId): void {
  if (cover.standing?.id === id) cover.standing = undefined;
  if (cover.setOffId === id) forgetSetOff(cover);
  if (cover.asked?.id === id) cover.asked = undefined;
  if (cover.strays) cover.strays = cover.strays.filter((each) => each.id !== id);
  if (cover.exitId === id) cover.exitId = undefined;
}
