import type { InstrumentView, MarketView } from '../../../engine/contract/views.ts';
import { Field } from '../../design/Field.tsx';
import { useTexts } from '../../language/texts.ts';
import { hasLimit, mayHaveOtherLeg, needsTrigger, type TicketDraft } from './ticket-draft.ts';
import { targetErrorsOf, type TicketErrors, type TicketField } from './ticket-rules.ts';
import { TicketTargets } from './TicketTargets.tsx';

interface TicketFieldsProps {
  readonly instrument: InstrumentView;
  readonly market: MarketView | undefined;
  readonly draft: TicketDraft;
  readonly onChange: (draft: TicketDraft) => void;
  readonly errors: TicketErrors;
  /** Fields that were never touched complain only after the person tried to send. */
  readonly showsEmpty: boolean;
}

/** The numbers and switches the chosen order type has. */
export function TicketFields(props: TicketFieldsProps) {
  const { draft, instrument, market } = props;
  const texts = useTexts();
  const best = draft.side === 'buy' ? market?.bids[0] : market?.asks[0];
  return (
    <>
      <NumberField {...props} field="size" label={texts.ticket.size} unit={instrument.base} />
      {needsTrigger(draft.type) && (
        <NumberField
          {...props}
          field="triggerPrice"
          label={texts.ticket.triggerPrice}
          unit={instrument.quote}
        />
      )}
      {hasLimit(draft.type) && (
        <NumberField
          {...props}
          field="limitPrice"
          label={texts.ticket.limitPrice}
          unit={instrument.quote}
          placeholder={best}
        />
      )}
      {draft.type === 'trailing-stop' && <TrailFields {...props} />}
      {mayHaveOtherLeg(draft) && (
        <NumberField
          {...props}
          field="otherTrigger"
          label={texts.ticket.otherTrigger}
          unit={instrument.quote}
          hint={texts.ticket.otherHint}
        />
      )}
      {!draft.reduceOnly && <BracketFields {...props} />}
      <TicketSwitches {...props} />
    </>
  );
}

/** Where an entry leaves: with a loss, which it must say, and with a gain. */
function BracketFields(props: TicketFieldsProps) {
  const texts = useTexts();
  const { protectiveHint, protectiveStop } = texts.ticket;
  return (
    <>
      <NumberField
        {...props}
        field="protectiveStop"
        label={protectiveStop}
        unit={props.instrument.quote}
        hint={protectiveHint}
      />
      <TicketTargets
        instrument={props.instrument}
        targets={props.draft.targets}
        size={props.draft.size}
        errors={targetErrorsOf(props.draft, props.instrument, props.market, texts)}
        showsEmpty={props.showsEmpty}
        onChange={(targets) => props.onChange({ ...props.draft, targets })}
      />
    </>
  );
}

/** How far a trailing stop stays behind, and from which price on. */
function TrailFields(props: TicketFieldsProps) {
  const { ticket: texts } = useTexts();
  const { quote } = props.instrument;
  return (
    <>
      <NumberField {...props} field="trailDistance" label={texts.trailDistance} unit={quote} />
      <NumberField
        {...props}
        field="triggerPrice"
        label={texts.activation}
        unit={quote}
        hint={texts.activationHint}
      />
    </>
  );
}

interface NumberFieldProps extends TicketFieldsProps {
  readonly field: Exclude<TicketField, 'targets'>;
  readonly label: string;
  readonly unit: string;
  readonly hint?: string;
  readonly placeholder?: number | undefined;
}

function NumberField({
  draft,
  onChange,
  errors,
  showsEmpty,
  field,
  label,
  unit,
  hint,
  placeholder,
}: NumberFieldProps) {
  const value = draft[field];
  const error = value === '' && !showsEmpty ? undefined : errors[field];
  return (
    <Field label={label} unit={unit} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          className="input number"
          inputMode="decimal"
          autoComplete="off"
          placeholder={placeholder === undefined ? undefined : String(placeholder)}
          value={value}
          onChange={(event) => onChange({ ...draft, [field]: event.target.value.trim() })}
        />
      )}
    </Field>
  );
}

function TicketSwitches({ draft, onChange }: TicketFieldsProps) {
  const { ticket: texts } = useTexts();
  return (
    <div className="ticket-switches">
      {hasLimit(draft.type) && (
        <>
          <label className="check">
            <input
              type="checkbox"
              checked={draft.postOnly}
              onChange={(event) => onChange({ ...draft, postOnly: event.target.checked })}
            />{' '}
            {texts.postOnly}
          </label>
          <select
            className="select"
            aria-label={texts.timeInForce}
            value={draft.timeInForce}
            onChange={(event) =>
              onChange({ ...draft, timeInForce: event.target.value as TicketDraft['timeInForce'] })
            }
          >
            <option value="gtc">{texts.gtc}</option>
            <option value="ioc">{texts.ioc}</option>
            <option value="fok">{texts.fok}</option>
          </select>
        </>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={draft.reduceOnly}
          onChange={(event) => onChange({ ...draft, reduceOnly: event.target.checked })}
        />{' '}
        {texts.reduceOnly}
      </label>
    </div>
  );
}
