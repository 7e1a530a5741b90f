import { X } from 'lucide-react';
import type { PositionView } from '../../../engine/contract/views.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { tellOrder } from '../../engine-client/place-order.ts';
import { placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

interface CloseButtonProps {
  readonly position: PositionView;
  readonly symbol: string;
  readonly lotSize: string;
}

/**
 * Closes a position with a reduce-only market order: one of the person's own hand, or one a stopped
 * strategy has left. A running strategy closes its own.
 */
export function CloseButton({ position, symbol, lotSize }: CloseButtonProps) {
  const texts = useTexts();
  const { instrument, direction, sizeBase, runId } = position;
  const isRunning = useEngineView((view) =>
    view.runs.some((run) => run.runId === runId && run.state !== 'stopped'),
  );
  if (isRunning) return null;
  const close = () =>
    void tellOrder({
      instrument,
      side: direction === 'long' ? 'sell' : 'buy',
      sizeBase: sizeBase.toFixed(placesOf(lotSize)),
      type: 'market',
      reduceOnly: true,
      ...(runId === 'manual' ? {} : { runId }),
    });
  const label = texts.positions.closeOf(symbol);
  return (
    <button type="button" className="row-button" aria-label={label} title={label} onClick={close}>
      <X size={13} aria-hidden />
    </button>
  );
}
