import type { InputOf } from '../../../engine/contract/commands.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import type { Side } from '../../../engine/domain/order/side.ts';
import { placesOf } from '../../formatting/numbers.ts';

const DECIMAL = /^(0|[1-9]\d*)(\.\d+)?$/;

/** Orders a click can place: at the clicked price as a limit, or set off by a trade there. */
export const CLICK_KINDS = ['limit', 'stop-market', 'take-profit-market'] as const;
export type ClickKind = (typeof CLICK_KINDS)[number];

interface Click {
  readonly instrument: InstrumentView;
  readonly side: Side;
  readonly ticks: number;
  /** A limit order when left out. */
  readonly kind?: ClickKind;
  /** Size in base units as typed. */
  readonly size: string;
  /** Distance of the protective stop in quote units as typed. */
  readonly stopDistance: string;
}

type LadderOrder =
  | { readonly ok: true; readonly request: InputOf<'placeOrder'> }
  | { readonly ok: false; readonly reason: 'size' | 'stop' };

/** The order a click asks for, with its protective stop on the losing side. */
export function ladderOrder({
  instrument,
  kind = 'limit',
  side,
  ticks,
  size,
  stopDistance,
}: Click): LadderOrder {
  if (!DECIMAL.test(size) || Number(size) === 0) return { ok: false, reason: 'size' };
  if (!DECIMAL.test(stopDistance) || Number(stopDistance) === 0) return { ok: false, reason: 'stop' };
  const tick = Number(instrument.tickSize);
  const away = Math.max(1, Math.round(Number(stopDistance) / tick));
  const stop = side === 'buy' ? ticks - away : ticks + away;
  if (stop <= 0) return { ok: false, reason: 'stop' };
  const price = (at: number) => (at * tick).toFixed(placesOf(instrument.tickSize));
  return {
    ok: true,
    request: {
      instrument: instrument.id,
      side,
      sizeBase: size,
      type: kind,
      ...(kind === 'limit' ? { limitPrice: price(ticks) } : { triggerPrice: price(ticks) }),
      protectiveStopPrice: price(stop),
    },
  };
}
