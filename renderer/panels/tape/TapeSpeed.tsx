import type { KnownOrders } from './market-order-list.ts';
import { digitsFor } from '../../charts/flow/amounts.ts';
import { formatFixed } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

/** How many trades come a second and how much of them was bought and sold. */
export function TapeSpeed({ orders, base }: { readonly orders: KnownOrders; readonly base: string }) {
  const { tape } = useTexts();
  const { buyBasePerSecond: bought, sellBasePerSecond: sold, tradesPerSecond } = orders;
  const digits = digitsFor(Math.max(bought, sold), 8);
  const whole = bought + sold;
  return (
    <div className="tape-speed" title={tape.speedHint}>
      <span>{tape.tradesPerSecond(formatFixed(tradesPerSecond, 1))}</span>
      <span className="up">▲ {formatFixed(bought, digits)}</span>
      <meter aria-label={tape.boughtShare} min={0} max={1} value={whole > 0 ? bought / whole : 0.5} />
      <span className="down">▼ {formatFixed(sold, digits)}</span>
      <span className="unit">{base}/s</span>
    </div>
  );
}
