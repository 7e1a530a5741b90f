import type { OrderKind, TimeInForce } from '../order/order-intent.ts';

/** What a venue can do for orders. Everything else about a venue stays in its adapter. */
export interface VenueTraits {
  /** A protective stop can travel inside the entry. */
  readonly attachesStops: boolean;
  /** A stop can belong to the position and grows and shrinks with it. */
  readonly stopsFollowPosition: boolean;
  /** Orders can be amended where they stand. */
  readonly amendsInPlace: boolean;
  /** Orders can be found by our own id. */
  readonly findsByClientId: boolean;
  /** A request older than this is refused by the venue itself, in ms; undefined where there is no such rule. */
  readonly receiveWindowMs?: number | undefined;
  /** The same for orders that do not wait for a trigger, where that is less. */
  readonly plainWindowMs?: number | undefined;
  /** How far back orders and trades can be asked for, in ms. */
  readonly historyMs: number;
  /** Requests the venue lets through in any such period; undefined where it names none. */
  readonly rate?: { readonly requests: number; readonly perMs: number };
  /** Types of order it takes, and how long they may stand; all where it does not say. */
  readonly orderTypes?: readonly OrderKind['type'][];
  readonly timesInForce?: readonly TimeInForce[];
  /**
   * The venue's balance of the account's currency is cash: what was put in, gained and paid, without what open
   * positions would bring. `told`: it lists what came and went other than by trades, funding among it, so funding
   * is booked by its record alone; `untold`: it does not. Undefined where the balance means something else; then it is not compared.
   */
  readonly cashFlows?: 'told' | 'untold' | undefined;
  /**
   * On spot a stop sets the coins it would sell aside from the moment it stands, so that nothing else can sell them. It
   * is false where it does so only once it is set off, and undefined where there is no spot or nobody has proven it.
   */
  readonly stopsLockBalance?: boolean | undefined;
  /**
   * How a stop on spot is moved: changed where it stands; by one request that takes it back and places another, and
   * places none where it cannot take it back; or by one request after the other, with an instant without a stop between
   * them, which is what is done where this is undefined.
   */
  readonly movesSpotStops?: 'amend' | 'replace-in-one-request' | 'cancel-then-place' | undefined;
  /**
   * What `cancel-all-after` takes along by what is written of it; undefined where the venue has none. Whatever is written,
   * it counts as one that cancels everything until a test of the account has shown that stops are spared.
   */
  readonly deadMan?: 'spares-stops' | 'cancels-everything' | undefined;
}
