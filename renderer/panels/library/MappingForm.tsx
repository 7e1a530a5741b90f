import type { ColumnMappingView } from '../../../engine/contract/column-mapping.ts';
import { ChoiceField } from '../../design/ChoiceField.tsx';
import { Field } from '../../design/Field.tsx';
import { useTexts } from '../../language/texts.ts';
import { wordsOf } from './import-form.ts';
import { changeMapping } from './use-import.ts';

type Kind = ColumnMappingView['kind'];
type FieldName = keyof ColumnMappingView['columns'];

const KINDS: readonly Kind[] = ['bars', 'trades', 'book-levels', 'book-snapshots', 'quotes'];
const UNITS = ['s', 'ms', 'us', 'ns', 'iso'] as const;
const DELIMITERS = [',', ';', '\t', '|'] as const;
const MINUTE_MS = 60_000;

/** Fields that a kind of rows has, those it must have first. */
const FIELDS: Readonly<Record<Kind, readonly FieldName[]>> = {
  bars: ['time', 'open', 'high', 'low', 'close', 'volume'],
  trades: ['time', 'price', 'size', 'side', 'receivedTime', 'tradeId'],
  'book-levels': ['time', 'price', 'size', 'side', 'receivedTime', 'isSnapshot', 'updateId'],
  'book-snapshots': ['time', 'bidPrice', 'bidSize', 'askPrice', 'askSize', 'receivedTime', 'updateId'],
  quotes: ['time', 'bidPrice', 'bidSize', 'askPrice', 'askSize', 'receivedTime', 'updateId'],
};

interface MappingFormProps {
  readonly mapping: ColumnMappingView;
  readonly header: readonly string[];
}

/** Which column means what, proposed by the engine and changed by the person. */
export function MappingForm({ mapping, header }: MappingFormProps) {
  const { library } = useTexts();
  const { importing: texts } = library;
  return (
    <fieldset className="mapping-form">
      <legend className="label">{texts.columns}</legend>
      <ChoiceField
        label={texts.kind}
        value={mapping.kind}
        options={KINDS.map((kind) => [kind, texts.kinds[kind]] as const)}
        onChange={(kind) => changeMapping({ kind })}
      />
      <ChoiceField
        label={texts.timeUnit}
        value={mapping.timeUnit}
        options={UNITS.map((unit) => [unit, texts.timeUnits[unit]] as const)}
        onChange={(timeUnit) => changeMapping({ timeUnit })}
      />
      <ChoiceField
        label={texts.delimiter}
        value={mapping.delimiter}
        options={DELIMITERS.map((delimiter) => [delimiter, texts.delimiters[delimiter]] as const)}
        onChange={(delimiter) => changeMapping({ delimiter })}
      />
      {FIELDS[mapping.kind].map((field) => (
        <ColumnChoice key={field} field={field} mapping={mapping} header={header} />
      ))}
      {mapping.kind === 'bars' && (
        <WholeNumber
          label={texts.interval}
          unit="min"
          value={mapping.intervalMs / MINUTE_MS}
          onChange={(minutes) => changeMapping({ intervalMs: minutes * MINUTE_MS })}
        />
      )}
      <WholeNumber
        label={texts.timeShift}
        unit="ms"
        value={mapping.timeShiftMs}
        onChange={(timeShiftMs) => changeMapping({ timeShiftMs })}
      />
      {mapping.columns.side !== undefined && <SideWords mapping={mapping} />}
    </fieldset>
  );
}

function ColumnChoice({ field, header, mapping }: MappingFormProps & { readonly field: FieldName }) {
  const { library } = useTexts();
  const { importing: texts } = library;
  const current = mapping.columns[field] ?? '';
  // A name with # stands for numbered columns and is none of the header's own.
  const names = current.includes('#') ? [current, ...header] : header;
  const change = (column: string) => {
    const { [field]: _before, ...others } = mapping.columns;
    changeMapping({ columns: column === '' ? others : { ...others, [field]: column } });
  };
  return (
    <ChoiceField
      label={texts.fields[field]}
      value={current}
      options={[['', texts.none], ...names.map((name) => [name, name] as const)]}
      onChange={change}
    />
  );
}

interface WholeNumberProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function WholeNumber({ label, unit, value, onChange }: WholeNumberProps) {
  return (
    <Field label={label} unit={unit}>
      {(control) => (
        <input
          {...control}
          className="input number"
          type="number"
          min={0}
          step={1}
          value={value}
          onChange={(event) => {
            const next = Number(event.target.value);
            if (Number.isSafeInteger(next) && next >= 0) onChange(next);
          }}
        />
      )}
    </Field>
  );
}

function SideWords({ mapping }: { readonly mapping: ColumnMappingView }) {
  const { library } = useTexts();
  const { importing: texts } = library;
  return (
    <>
      <Field label={texts.buyWords} hint={texts.wordsHint}>
        {(control) => (
          <input
            {...control}
            className="input"
            defaultValue={mapping.buyWords.join(' ')}
            onBlur={(event) => changeMapping({ buyWords: wordsOf(event.target.value) })}
          />
        )}
      </Field>
      <Field label={texts.sellWords}>
        {(control) => (
          <input
            {...control}
            className="input"
            defaultValue={mapping.sellWords.join(' ')}
            onBlur={(event) => changeMapping({ sellWords: wordsOf(event.target.value) })}
          />
        )}
      </Field>
    </>
  );
}
