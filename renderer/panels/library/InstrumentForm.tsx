import { Field } from '../../design/Field.tsx';
import { Segments } from '../../design/Segments.tsx';
import { useTexts } from '../../language/texts.ts';
import { formFaults } from './import-form.ts';
import { changeForm, type ImportForm } from './use-import.ts';

type TextField = 'instrument' | 'tickSize' | 'lotSize' | 'makerFeeBps' | 'takerFeeBps';

interface InstrumentFormProps {
  readonly form: ImportForm;
  /** Steps read off the first rows, shown where nothing is typed. */
  readonly tickSize: string;
  readonly lotSize: string;
}

/** What the table cannot say of itself: its instrument, and what is to become of rows that break a rule. */
export function InstrumentForm({ form, lotSize, tickSize }: InstrumentFormProps) {
  const { library } = useTexts();
  const { importing: texts } = library;
  const faults = formFaults(form);
  const text = (field: TextField, label: string, more: { hint?: string; shown?: string; unit?: string }) => (
    <Field
      label={label}
      unit={more.unit}
      hint={more.hint}
      error={faults.has(field) ? (more.hint ?? label) : undefined}
    >
      {(control) => (
        <input
          {...control}
          className="input"
          value={form[field]}
          placeholder={more.shown}
          spellCheck={false}
          onChange={(event) => changeForm({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <fieldset className="mapping-form">
      <legend className="label">{texts.instrument}</legend>
      {text('instrument', texts.instrument, { hint: texts.instrumentHint })}
      {text('tickSize', texts.tickSize, { hint: texts.stepHint, shown: tickSize })}
      {text('lotSize', texts.lotSize, { shown: lotSize })}
      {text('makerFeeBps', texts.makerFee, { unit: 'bps' })}
      {text('takerFeeBps', texts.takerFee, { unit: 'bps' })}
      <BrokenRows form={form} />
      <FinerSizes form={form} />
    </fieldset>
  );
}

/** What becomes of rows and frames that break a rule. */
export function BrokenRows({ form }: { readonly form: ImportForm }) {
  const { library } = useTexts();
  const { importing: texts } = library;
  return (
    <>
      <span className="label">{texts.brokenRows}</span>
      <Segments
        label={texts.brokenRows}
        value={form.brokenRows}
        onChange={(brokenRows) => changeForm({ brokenRows })}
        options={(['refuse', 'skip'] as const).map((value) => ({
          value,
          text: texts.brokenRowsNames[value],
        }))}
      />
    </>
  );
}

function FinerSizes({ form }: { readonly form: ImportForm }) {
  const { library } = useTexts();
  const { importing: texts } = library;
  return (
    <>
      <span className="label">{texts.finerSizes}</span>
      <Segments
        label={texts.finerSizes}
        value={form.finerSizes}
        onChange={(finerSizes) => changeForm({ finerSizes })}
        options={(['refuse', 'cut'] as const).map((value) => ({ value, text: texts.finerSizesNames[value] }))}
      />
    </>
  );
}
