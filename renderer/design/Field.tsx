import { type ReactNode, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly unit?: string | undefined;
  /** What the field means, or the rule its value broke. */
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Draws the control with the id and description it must carry. */
  readonly children: (control: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean;
  }) => ReactNode;
}

/** A labelled control with its unit, its hint and what is wrong with it. */
export function Field({ label, unit, hint, error, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {unit !== undefined && <span className="unit"> {unit}</span>}
      </label>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : `${id}-note`,
        'aria-invalid': error !== undefined,
      })}
      {note !== undefined && (
        <p id={`${id}-note`} className={error === undefined ? 'hint' : 'hint danger'}>
          {note}
        </p>
      )}
    </div>
  );
}
