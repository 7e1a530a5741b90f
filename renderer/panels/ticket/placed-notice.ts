import type { InstrumentView } from '../../../engine/contract/views.ts';
import type { BecameOf } from '../../engine-client/place-order.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import type { Notice } from '../../host-client/notices.ts';
import type { Texts } from '../../language/en.ts';

/** An order as it was asked for. */
interface AskedOrder {
  /** Its side as a word. */
  readonly side: string;
  /** As typed, in base units. */
  readonly size: string;
  readonly instrument: Pick<InstrumentView, 'lotSize' | 'symbol'>;
}

/**
 * What the person is told of an order by hand: what has become of it by now, and no more than that. Nothing of one that
 * risk refused: why it did is a notice of its own.
 */
export function placedNotice(
  became: BecameOf,
  { instrument, side, size }: AskedOrder,
  { ticket }: Texts,
): Pick<Notice, 'level' | 'text'> | undefined {
  const { lotSize, symbol } = instrument;
  if (became.status === 'confirmed') return info(ticket.confirmed(side, size, symbol));
  const { sizeBase, status } = became;
  if (status === 'waiting') return info(ticket.waits(side, size, symbol));
  if (status === 'refused') return undefined;
  if (status === 'denied') return { level: 'warning', text: ticket.neverLeft(side, size, symbol) };
  const isWhole = sizeBase === Number(size);
  const left = isWhole ? size : ticket.partOf(formatFixed(sizeBase, placesOf(lotSize)), size);
  return info(status === 'intent' ? ticket.heldBack(side, left, symbol) : ticket.sent(side, left, symbol));
}

const info = (text: string) => ({ level: 'info', text }) as const;
