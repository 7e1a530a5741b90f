import { useState } from 'react';
import { useTexts } from '../../language/texts.ts';
import { type FootprintSettings, MARK_LIMITS, typedNumber } from './footprint-settings.ts';

interface MarkFieldsProps {
  readonly settings: FootprintSettings;
  readonly base: string;
  readonly onChange: (change: Partial<FootprintSettings>) => void;
}

/** When an imbalance is marked, with what the marks mean. */
export function MarkFields({ base, onChange, settings }: MarkFieldsProps) {
  const texts = useTexts().footprint;
  return (
    <div className="flow-settings">
      <NumberField
        label={texts.ratio}
        unit="×"
        value={settings.ratio}
        limits={MARK_LIMITS.ratio}
        onChange={(ratio) => onChange({ ratio })}
      />
      <NumberField
        label={texts.minSize}
        unit={base}
        value={settings.minBase}
        limits={MARK_LIMITS.minBase}
        onChange={(minBase) => onChange({ minBase })}
      />
      <NumberField
        label={texts.stack}
        unit={texts.rowsUnit}
        value={settings.stack}
        limits={MARK_LIMITS.stack}
        onChange={(stack) => onChange({ stack: Math.round(stack) })}
      />
      <ul className="flow-legend" aria-label={texts.legend}>
        <li className="down">{texts.legendSells}</li>
        <li className="up">{texts.legendBuys}</li>
        <li>{texts.legendStack}</li>
        <li>{texts.legendZone}</li>
        <li className="poc">{texts.legendPoc}</li>
        <li>{texts.legendNaked}</li>
        <li>{texts.legendUnfinished}</li>
      </ul>
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly limits: readonly [least: number, most: number];
  readonly onChange: (value: number) => void;
}

function NumberField({ label, limits: [least, most], onChange, unit, value }: NumberFieldProps) {
  const [typed, setTyped] = useState(String(value));
  return (
    <label className="inline-field">
      {label}
      <input
        className="input number"
        inputMode="decimal"
        value={typed}
        aria-invalid={typedNumber(typed, least, most) === undefined}
        onChange={({ target }) => {
          setTyped(target.value);
          const number = typedNumber(target.value, least, most);
          if (number !== undefined) onChange(number);
        }}
      />
      <span className="unit">{unit}</span>
    </label>
  );
}
