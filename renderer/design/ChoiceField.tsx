import { Field } from './Field.tsx';

interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  /** What can be chosen and what it is called, in the order it is offered. */
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
  readonly hint?: string | undefined;
}

/** A field for one of a few. */
export function ChoiceField<Value extends string>({
  label,
  value,
  options,
  onChange,
  hint,
}: ChoiceFieldProps<Value>) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <select
          {...control}
          className="select"
          value={value}
          onChange={(event) => {
            const chosen = options.find(([each]) => each === event.target.value);
            if (chosen) onChange(chosen[0]);
          }}
        >
          {options.map(([each, text]) => (
            <option key={each} value={each}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The options of a list of names, in the order of the list. */
export const optionsOf = <Value extends string>(
  names: Readonly<Record<Value, string>>,
): readonly (readonly [Value, string])[] => Object.entries(names) as unknown as [Value, string][];
