import { Pencil } from 'lucide-react';
import { useTexts } from '../../language/texts.ts';

interface MoveStopButtonProps {
  readonly symbol: string;
  readonly onMove: () => void;
}

/** Opens the form that moves the stop of a position, whoever holds it. */
export function MoveStopButton({ symbol, onMove }: MoveStopButtonProps) {
  const label = useTexts().changes.moveStopOf(symbol);
  return (
    <button type="button" className="row-button change" aria-label={label} title={label} onClick={onMove}>
      <Pencil size={12} aria-hidden />
    </button>
  );
}
