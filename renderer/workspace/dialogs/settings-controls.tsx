import { useState } from 'react';
import { Field } from '../../design/Field.tsx';

interface SwitchSettingProps {
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** On or off. */
export function SwitchSetting({ label, value, onChange }: SwitchSettingProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} /> {label}
    </label>
  );
}

interface TextSettingProps {
  readonly label: string;
  readonly unit?: string;
  /** Words and not a number. */
  readonly isText?: boolean;
  readonly value: string;
  /** Called when the person leaves the field or presses Enter after a change. */
  readonly onCommit: (text: string) => void;
}

/** A number or text that is saved when it is complete. */
export function TextSetting({ label, unit, isText = false, value, onCommit }: TextSettingProps) {
  const [typed, setTyped] = useState<string | undefined>();
  const commit = () => {
    if (typed !== undefined && typed !== value) onCommit(typed);
    setTyped(undefined);
  };
  return (
    <Field label={label} unit={unit}>
      {(control) => (
        <input
          {...control}
          className={isText ? 'input' : 'input number'}
          inputMode={isText ? 'text' : 'decimal'}
          value={typed ?? value}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
          }}
        />
      )}
    </Field>
  );
}
