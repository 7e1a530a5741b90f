import type { InstrumentView } from '../../engine/contract/views.ts';

interface InstrumentPickerProps {
  readonly label: string;
  readonly instruments: readonly InstrumentView[];
  readonly value: string;
  readonly onChange: (instrument: string) => void;
  readonly id?: string;
}

/** Chooses one of the session's instruments. */
export function InstrumentPicker({ label, instruments, value, onChange, id }: InstrumentPickerProps) {
  return (
    <select
      id={id}
      className="select"
      aria-label={id === undefined ? label : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {instruments.map((instrument) => (
        <option key={instrument.id} value={instrument.id}>
          {instrument.symbol}
        </option>
      ))}
    </select>
  );
}
