import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { OrderChange } from '../domain/order/order-change.ts';
import type { Order, OrderId } from '../domain/order/order.ts';
import type { Cover } from './cover.ts';

/** Open exits at the market of one owner. */
export interface ExitsUnderWay {
  /** They wait for what they sell, or are on their way, or at the venue. */
  readonly certain: readonly Order[];
  /** Nobody knows whether the venue has them. */
  readonly unknown: readonly Order[];
}

/** How protection acts: through the same door as every other order. */
export interface ProtectionDoor {
  place(intent: OrderIntent, links: { readonly protects?: OrderId; readonly replaces?: OrderId }): OrderId;
  cancel(orderId: OrderId, because: string): void;
  warn(text: string): void;
  order(orderId: OrderId): Order | undefined;
  /** Whether nobody knows what became of an exit of the run there, whoever wanted it. */
  hasUnknownExit(owner: Pick<OrderIntent, 'runId' | 'instrument' | 'side'>): boolean;
  /** Where only one order at a time can sell what is held: what sells, or is to. Undefined where stops stand beside exits. */
  exitsOf?(owner: Pick<Cover, 'runId' | 'instrument' | 'side'>): ExitsUnderWay | undefined;
  /** How a stop is moved there without an instant in which none stands; undefined where there is no such way. */
  readonly movesStops?: 'amend' | 'replace-in-one-request' | undefined;
  /** Changes a stop where it stands. */
  amend?(orderId: OrderId, change: OrderChange, because: string): void;
  /** Where only one order at a time can sell what is held: lots of ours that orders of others would sell. */
  claimedLots?(instrument: Cover['instrument']): number;
  /** When the venue was asked for what they rest on, Unix ms. */
  claimsAskedAt?(instrument: Cover['instrument']): number;
  /** Whether the venue would refuse an order for so few lots at the price of the stop. */
  isTooSmall?(cover: Pick<Cover, 'instrument' | 'lots' | 'trigger'>): boolean;
}
