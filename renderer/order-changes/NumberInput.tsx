import { Field } from '../design/Field.tsx';

interface NumberInputProps {
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly hint?: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A price or a size to type, with its unit and what is wrong with it. */
export function NumberInput({ label, unit, value, hint, error, onChange }: NumberInputProps) {
  return (
    <Field label={label} unit={unit} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          className="input number"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value.trim())}
        />
      )}
    </Field>
  );
}
