import type { Side } from '../../engine/domain/order/side.ts';
import { useTexts } from '../language/texts.ts';

/** Buy or sell as a word with an arrow; color only underlines it. */
export function SideWord({ side }: { readonly side: Side }) {
  const texts = useTexts();
  return (
    <span className={side === 'buy' ? 'up' : 'down'}>
      <span aria-hidden>{side === 'buy' ? '▲' : '▼'}</span> {side === 'buy' ? texts.buy : texts.sell}
    </span>
  );
}

/** Long or short in the same way. */
export function DirectionWord({ direction }: { readonly direction: 'long' | 'short' }) {
  const texts = useTexts();
  return (
    <span className={direction === 'long' ? 'up' : 'down'}>
      <span aria-hidden>{direction === 'long' ? '▲' : '▼'}</span>{' '}
      {direction === 'long' ? texts.long : texts.short}
    </span>
  );
}
