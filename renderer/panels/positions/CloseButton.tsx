import { X } from 'lucide-react';
import type { PositionView } from '../../../engine/contract/views.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

interface CloseButtonProps {
  readonly position: PositionView;
  readonly symbol: string;
  readonly lotSize: string;
}

/** Closes a position of the person's own hand with a reduce-only market order; a strategy closes its own. */
export function CloseButton({ position, symbol, lotSize }: CloseButtonProps) {
  const texts = useTexts();
  const { instrument, direction, sizeBase, runId } = position;
  if (runId !== 'manual') return null;
  const close = () =>
    void tellEngine('placeOrder', {
      instrument,
      side: direction === 'long' ? 'sell' : 'buy',
      sizeBase: sizeBase.toFixed(placesOf(lotSize)),
      type: 'market',
      reduceOnly: true,
    });
  const label = texts.positions.closeOf(symbol);
  return (
    <button type="button" className="row-button" aria-label={label} title={label} onClick={close}>
      <X size={13} aria-hidden />
    </button>
  );
}
