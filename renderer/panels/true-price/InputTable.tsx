import { Undo2 } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from '../../design/IconButton.tsx';
import { useNow } from '../../design/use-now.ts';
import { formatAge, formatUtc } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import type { InputValue, InputValues, Origin } from './input-values.ts';
import { PANEL_INPUTS, type PanelInput, type TypedInputs } from './true-price-settings.ts';

interface InputTableProps {
  readonly values: InputValues;
  readonly typed: TypedInputs;
  readonly onType: (typed: TypedInputs) => void;
}

/** Every input with its unit and where it comes from. */
export function InputTable({ values, typed, onType }: InputTableProps) {
  const { truePrice: texts } = useTexts();
  return (
    <section className="true-price-section" aria-label={texts.inputs}>
      <h3>{texts.inputs}</h3>
      <table className="true-price-table">
        <thead>
          <tr>
            <th scope="col">{texts.input}</th>
            <th scope="col" className="number">
              {texts.value}
            </th>
            <th scope="col">{texts.unit}</th>
            <th scope="col">{texts.origin}</th>
          </tr>
        </thead>
        <tbody>
          {PANEL_INPUTS.map((name) => (
            <InputRow
              key={name}
              name={name}
              value={values[name]}
              onType={(text) => onType({ ...typed, [name]: text })}
              onBack={() => onType(Object.fromEntries(Object.entries(typed).filter(([key]) => key !== name)))}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface InputRowProps {
  readonly name: PanelInput;
  readonly value: InputValue;
  readonly onType: (text: string) => void;
  readonly onBack: () => void;
}

function InputRow({ name, value, onType, onBack }: InputRowProps) {
  const { truePrice: texts } = useTexts();
  const id = useId();
  const isWrong = value.number === undefined && value.text !== '';
  const isTime = name === 'blockTime' || name === 'genesisTime';
  const note = isWrong
    ? texts.notANumber
    : isTime && value.number
      ? formatUtc(value.number * 1000)
      : undefined;
  return (
    <tr>
      <th scope="row">
        <label htmlFor={id}>{texts.names[name]}</label>
      </th>
      <td>
        <input
          id={id}
          aria-label={`${texts.names[name]}, ${texts.units[name]}`}
          className="input number"
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={isWrong}
          aria-describedby={`${id}-from`}
          value={value.text}
          title={note}
          onChange={(event) => onType(event.target.value)}
        />
      </td>
      <td className="unit">{texts.units[name]}</td>
      <td id={`${id}-from`} className="true-price-origin">
        {isWrong ? (
          <span className="danger">{texts.notANumber}</span>
        ) : (
          <OriginText name={name} of={value.origin} />
        )}
        {value.origin.kind === 'typed' && (
          <IconButton icon={Undo2} label={texts.back(texts.names[name])} onClick={onBack} />
        )}
      </td>
    </tr>
  );
}

function OriginText({ name, of }: { readonly name: PanelInput; readonly of: Origin }) {
  const { truePrice: texts } = useTexts();
  const now = performance.timeOrigin + useNow();
  return <span data-origin={of.kind}>{originText(of, name, now, texts)}</span>;
}

/** The two that nobody can measure. */
const ASSUMPTIONS: ReadonlySet<PanelInput> = new Set(['electricityPrice', 'fleetEfficiency']);

function originText(origin: Origin, name: PanelInput, now: number, texts: Texts['truePrice']): string {
  switch (origin.kind) {
    case 'typed':
      return texts.typed;
    case 'missing':
      return texts.missing;
    case 'default':
      return ASSUMPTIONS.has(name) ? texts.assumption : texts.standard;
    case 'endpoint':
      return texts.heard(origin.from, formatAge(Math.max(0, now - origin.heardMs)));
    case 'market':
      return texts.marketOf(origin.symbol, formatAge(origin.ageMs));
    case 'simulated':
      return texts.simulated(origin.symbol);
  }
}
