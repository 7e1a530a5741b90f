import { Field } from '../../design/Field.tsx';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly hint?: string;
  readonly placeholder?: string;
  /** Shows dots, and no program fills it in. */
  readonly isSecret?: boolean;
}

/** A field for a line of text that is no prose. */
export function TextField({ label, value, onChange, hint, placeholder, isSecret = false }: TextFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          type={isSecret ? 'password' : 'text'}
          className="input"
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
