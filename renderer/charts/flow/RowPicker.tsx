import type { InstrumentView } from '../../../engine/contract/views.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

/** Row heights to choose from, in ticks. */
const CHOICES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

interface RowPickerProps {
  readonly instrument: InstrumentView;
  /** Ticks a row has; undefined while the panel chooses. */
  readonly value: number | undefined;
  /** What the panel chose, if it did. */
  readonly fitting: number | undefined;
  readonly onChange: (ticks: number | undefined) => void;
}

/** Chooses how many prices a row gathers. */
export function RowPicker({ fitting, instrument, onChange, value }: RowPickerProps) {
  const { flow } = useTexts();
  const rowText = (ticks: number) =>
    flow.rowOf(formatFixed(ticks * Number(instrument.tickSize), placesOf(instrument.tickSize)));
  return (
    <select
      className="select"
      aria-label={flow.rowHeight}
      value={value ?? 'auto'}
      onChange={({ target }) => onChange(target.value === 'auto' ? undefined : Number(target.value))}
    >
      <option value="auto">{fitting === undefined ? flow.auto : flow.autoRows(rowText(fitting))}</option>
      {CHOICES.map((ticks) => (
        <option key={ticks} value={ticks}>
          {rowText(ticks)}
        </option>
      ))}
    </select>
  );
}
