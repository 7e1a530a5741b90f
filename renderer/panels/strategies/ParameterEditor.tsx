import type { ParameterView } from '../../../engine/contract/views.ts';
import { Field } from '../../design/Field.tsx';
import { useTexts } from '../../language/texts.ts';
import { type Draft, parameterError, rangeText } from './parameter-draft.ts';

interface ParameterEditorProps {
  readonly parameters: readonly ParameterView[];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** A field for every parameter, with what it means and the range it may have. */
export function ParameterEditor({ parameters, draft, onChange }: ParameterEditorProps) {
  const texts = useTexts();
  return (
    <div className="parameters">
      {parameters.map((parameter) => {
        const value = draft[parameter.name] ?? '';
        const range = rangeText(parameter, texts);
        return (
          <Field
            key={parameter.name}
            label={parameter.name}
            hint={range === undefined ? parameter.description : `${parameter.description} (${range})`}
            error={parameterError(parameter, value, texts)}
          >
            {(control) => (
              <ParameterControl
                parameter={parameter}
                value={value}
                control={control}
                onChange={(next) => onChange({ ...draft, [parameter.name]: next })}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}

interface ParameterControlProps {
  readonly parameter: ParameterView;
  readonly value: string | boolean;
  readonly control: { readonly id: string };
  readonly onChange: (value: string | boolean) => void;
}

function ParameterControl({ parameter, value, control, onChange }: ParameterControlProps) {
  switch (parameter.type) {
    case 'boolean':
      return (
        <input
          {...control}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    case 'choice':
      return (
        <select
          {...control}
          className="select"
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
        >
          {parameter.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      );
    case 'number':
      return (
        <input
          {...control}
          className="input number"
          inputMode="decimal"
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}
