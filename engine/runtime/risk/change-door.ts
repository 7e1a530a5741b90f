import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Refusal } from '../../domain/order/refusal.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { Situation } from '../../risk/gate.ts';

/** What judges a change by hand at a moment. */
export interface ChangeDoor {
  readonly time: UnixMs;
  /** Why nothing more may be changed just now. */
  readonly ceiling: Refusal | undefined;
  situationOf(intent: OrderIntent): Situation | undefined;
}
