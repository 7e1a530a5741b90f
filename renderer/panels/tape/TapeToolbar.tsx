import { Combine, Highlighter } from 'lucide-react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { digitsFor } from '../../charts/flow/amounts.ts';
import { IconButton } from '../../design/IconButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { formatFixed } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { LONGEST_SIZE, type TapeChoice } from './tape-settings.ts';

interface TapeToolbarProps {
  readonly instrument: InstrumentView;
  readonly choice: TapeChoice;
  /** Base units over which an order is big; undefined until enough were seen. */
  readonly bigBase: number | undefined;
  readonly onChange: (change: Partial<TapeChoice>) => void;
}

/** Filters by size, puts prints together or not, highlights big ones. */
export function TapeToolbar({ bigBase, choice, instrument, onChange }: TapeToolbarProps) {
  const { panels, tape } = useTexts();
  const { asPrints, highlightsBig, least } = choice;
  const highlight =
    bigBase === undefined
      ? tape.highlightEarly
      : tape.highlight(`${formatFixed(bigBase, digitsFor(bigBase, 8))} ${instrument.base}`);
  return (
    <PanelToolbar label={panels.tape}>
      <span className="panel-symbol">{instrument.symbol}</span>
      <span className="spacer" />
      <label className="inline-field" title={tape.leastHint}>
        {tape.least}
        <input
          className="input number"
          size={5}
          inputMode="decimal"
          maxLength={LONGEST_SIZE}
          value={least}
          placeholder="0"
          onChange={({ target }) => onChange({ least: target.value })}
        />
        <span className="unit">{instrument.base}</span>
      </label>
      <IconButton
        icon={Combine}
        label={asPrints ? tape.prints : tape.orders}
        isPressed={!asPrints}
        onClick={() => onChange({ asPrints: !asPrints })}
      />
      <IconButton
        icon={Highlighter}
        label={highlight}
        isPressed={highlightsBig}
        onClick={() => onChange({ highlightsBig: !highlightsBig })}
      />
    </PanelToolbar>
  );
}
