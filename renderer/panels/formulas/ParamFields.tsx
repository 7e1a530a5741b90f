import { useRef, useState } from 'react';
import type { FormulaParamView, FormulaView } from '../../../engine/contract/formula-commands.ts';
import { Field } from '../../design/Field.tsx';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useTexts } from '../../language/texts.ts';

interface ParamFieldsProps {
  readonly formula: FormulaView;
  /** Settings that differ from the formula’s own. */
  readonly params: Readonly<Record<string, number>>;
  readonly onChange: (params: Readonly<Record<string, number>>) => void;
}

/** What was typed and is not taken over, with the rule it breaks. */
interface Refused {
  readonly name: string;
  readonly text: string;
  readonly rule: string;
}

/** The settings of a formula. What breaks a rule of it is refused by name, and the run goes on as it was. */
export function ParamFields({ formula, onChange, params }: ParamFieldsProps) {
  const { formulas: texts } = useTexts();
  const [refused, setRefused] = useState<Refused | undefined>();
  const asked = useRef(0);
  if (formula.params.length === 0) return null;

  const set = async (name: string, text: string, first: number) => {
    asked.current += 1;
    const question = asked.current;
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isFinite(value)) return setRefused({ name, text, rule: texts.notANumber(text) });
    const { [name]: _before, ...others } = params;
    const next = value === first ? others : { ...others, [name]: value };
    setRefused({ name, text, rule: '' });
    const answer = await askEngine('checkFormula', { formula: formula.id, params: next });
    if (question !== asked.current) return undefined;
    if (!answer.ok) return setRefused({ name, text, rule: answer.failure.detail });
    setRefused(undefined);
    return onChange(next);
  };
  const isChanged = Object.keys(params).length > 0;
  return (
    <section className="formula-params">
      <h4>
        {texts.settings}
        {isChanged && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setRefused(undefined);
              onChange({});
            }}
          >
            {texts.asShipped}
          </button>
        )}
      </h4>
      {formula.params.map((param) => (
        <ParamField
          key={param.name}
          param={param}
          text={refused?.name === param.name ? refused.text : String(params[param.name] ?? param.first ?? '')}
          rule={refused?.name === param.name && refused.rule !== '' ? refused.rule : undefined}
          onText={(text) => void set(param.name, text, param.first ?? Number.NaN)}
        />
      ))}
    </section>
  );
}

interface ParamFieldProps {
  readonly param: FormulaParamView;
  readonly text: string;
  /** The rule the text breaks. */
  readonly rule: string | undefined;
  readonly onText: (text: string) => void;
}

function ParamField({ onText, param: { first, fixed, meaning, name, unit }, rule, text }: ParamFieldProps) {
  const { formulas: texts } = useTexts();
  if (first === null) {
    return (
      <p className="formula-fixed">
        <strong>{name}</strong> {fixed} <span className="hint">{meaning}</span>
      </p>
    );
  }
  const isChanged = Number(text) !== first;
  const hint = isChanged
    ? `${meaning}${meaning === '' ? '' : ' · '}${texts.shipped(String(first))}`
    : meaning;
  return (
    <Field label={name} unit={unit === '1' ? '' : unit} hint={hint} error={rule && texts.refused(rule)}>
      {(control) => (
        <input
          {...control}
          className="input"
          inputMode="decimal"
          value={text}
          onChange={({ target }) => onText(target.value)}
        />
      )}
    </Field>
  );
}
