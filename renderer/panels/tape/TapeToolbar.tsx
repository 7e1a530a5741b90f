import { Combine, Highlighter } from 'lucide-react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { digitsFor } from '../../charts/flow/amounts.ts';
import { IconButton } from '../../design/IconButton.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { formatFixed } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

/** What a person wants to see of the tape. */
export interface TapeChoice {
  /** Smallest size shown, as typed. */
  readonly least: string;
  readonly asPrints: boolean;
  readonly highlightsBig: boolean;
}

export const FIRST_CHOICE: TapeChoice = { least: '', asPrints: false, highlightsBig: true };

interface TapeToolbarProps {
  readonly instrument: InstrumentView;
  readonly choice: TapeChoice;
  /** Base units over which an order is big; undefined until enough were seen. */
  readonly bigBase: number | undefined;
  readonly onChange: (choice: TapeChoice) => void;
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
          value={least}
          placeholder="0"
          onChange={({ target }) => onChange({ ...choice, least: target.value })}
        />
        <span className="unit">{instrument.base}</span>
      </label>
      <IconButton
        icon={Combine}
        label={asPrints ? tape.prints : tape.orders}
        isPressed={!asPrints}
        onClick={() => onChange({ ...choice, asPrints: !asPrints })}
      />
      <IconButton
        icon={Highlighter}
        label={highlight}
        isPressed={highlightsBig}
        onClick={() => onChange({ ...choice, highlightsBig: !highlightsBig })}
      />
    </PanelToolbar>
  );
}
