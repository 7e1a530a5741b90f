import type { InstrumentView } from '../../../engine/contract/views.ts';
import { formatCount, formatFixed, placesOf } from '../../formatting/numbers.ts';
import { formatTimeMillis } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import type { ShownOrder } from './market-order-list.ts';

interface OrderTooltipProps {
  readonly order: ShownOrder;
  readonly instrument: InstrumentView;
  readonly top: number;
}

/** Everything about one order: from where to where it swept, at what mean price, in how many fills. */
export function OrderTooltip({ instrument, order, top }: OrderTooltipProps) {
  const texts = useTexts();
  const { tape } = texts;
  const { base, lotSize, quote, tickSize } = instrument;
  const price = (ticks: number, more = 0) =>
    `${formatFixed(ticks * Number(tickSize), placesOf(tickSize) + more)} ${quote}`;
  const lines = [
    [tape.size, `${formatFixed(Math.abs(order.signedLots) * Number(lotSize), placesOf(lotSize))} ${base}`],
    [tape.meanPrice, price(order.meanTicks, 2)],
    [tape.swept, `${price(order.startTicks)} → ${price(order.endTicks)}`],
    [tape.fillCount, formatCount(order.fills)],
    [tape.levels, formatCount(order.levels)],
    [tape.venueTime, formatTimeMillis(order.venueTimeMs)],
  ] as const;
  return (
    <div className="flow-tooltip" aria-hidden style={{ left: 8, top }}>
      <strong>
        {order.signedLots > 0 ? `▲ ${texts.buy}` : `▼ ${texts.sell}`} · {formatTimeMillis(order.timeMs)}
      </strong>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {order.rank > 0 && <p>{tape.ranks[order.rank - 1]}</p>}
    </div>
  );
}
