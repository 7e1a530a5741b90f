import type { InstrumentView } from '../../../engine/contract/views.ts';
import { InstrumentPicker } from '../../design/InstrumentPicker.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { formatCount, formatShare } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import type { ExplorerSettings } from './explorer-settings.ts';
import { type SearchableFormula, valuesOf } from './formula-filter.ts';
import { LIST_ID } from './FormulaList.tsx';
import { named } from './named.ts';
import type { FormulaBoard } from './use-formula-board.ts';

interface FormulaFiltersProps {
  readonly instrument: InstrumentView;
  readonly formulas: readonly SearchableFormula[];
  readonly shown: ExplorerSettings;
  readonly onChange: (part: Partial<ExplorerSettings>) => void;
  /** How many formulas fit. */
  readonly count: string;
  /** How far all formulas have read the past; undefined when they have or need not. */
  readonly progress: Pick<FormulaBoard, 'done' | 'past'> | undefined;
}

/** What a person looks for: words, family, role, kind of input, and whether it has a value now. */
export function FormulaFilters(props: FormulaFiltersProps) {
  const { count, formulas, instrument, onChange, progress, shown } = props;
  const texts = useTexts();
  const { formulas: own } = texts;
  const [, link] = useLinkedInstrument();
  const instruments = useEngineView((view) => view.instruments);
  return (
    <PanelToolbar label={own.filters} wraps>
      <InstrumentPicker
        label={texts.instrument}
        instruments={instruments}
        value={instrument.id}
        onChange={link}
      />
      <input
        className="input formula-search"
        type="search"
        aria-label={own.search}
        aria-controls={LIST_ID}
        placeholder={own.searchHint}
        value={shown.search}
        onChange={({ target }) => onChange({ search: target.value.slice(0, 120) })}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          event.currentTarget.ownerDocument.getElementById(LIST_ID)?.focus();
        }}
      />
      <Choices formulas={formulas} shown={shown} onChange={onChange} />
      <div className="segments">
        <button
          type="button"
          aria-pressed={shown.hasValue}
          title={own.hasValueHint}
          onClick={() => onChange({ hasValue: !shown.hasValue })}
        >
          {own.hasValue}
        </button>
      </div>
      <span className="hint" role="status">
        {progress === undefined ? count : `${count} · ${progressText(progress, own)}`}
      </span>
    </PanelToolbar>
  );
}

function progressText(
  { done, past: { bars, of } }: Pick<FormulaBoard, 'done' | 'past'>,
  own: ReturnType<typeof useTexts>['formulas'],
): string {
  return of === 0
    ? own.boardBegins
    : own.boardProgress(formatShare(done, 0), formatCount(bars), formatCount(of));
}

/** Family, role and kind of input. */
function Choices({
  formulas,
  onChange,
  shown,
}: Pick<FormulaFiltersProps, 'formulas' | 'onChange' | 'shown'>) {
  const { formulas: own } = useTexts();
  const all = formulas.map(({ formula }) => formula);
  return (
    <>
      <Choice
        label={own.family}
        any={own.anyFamily}
        names={own.families}
        values={valuesOf(all, ({ family }) => family)}
        value={shown.family}
        onChange={(family) => onChange({ family })}
      />
      <Choice
        label={own.role}
        any={own.anyRole}
        names={own.roles}
        values={valuesOf(all, ({ role }) => role)}
        value={shown.role}
        onChange={(role) => onChange({ role })}
      />
      <Choice
        label={own.reads}
        any={own.anyInput}
        names={own.kinds}
        values={valuesOf(all, ({ reads }) => reads)}
        value={shown.reads}
        onChange={(reads) => onChange({ reads })}
      />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** The name of no choice. */
  readonly any: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Choice({ any, label, names, onChange, value, values }: ChoiceProps) {
  return (
    <select
      className="select"
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{any}</option>
      {values.map((each) => (
        <option key={each} value={each}>
          {named(names, each)}
        </option>
      ))}
    </select>
  );
}
