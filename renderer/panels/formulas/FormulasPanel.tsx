import { useMemo, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { useSessionKey } from '../../linking/session-key.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { EXPLORER_RULES } from './explorer-settings.ts';
import { countOf, fittingFormulas, type SearchableFormula } from './formula-filter.ts';
import { FormulaDetail } from './FormulaDetail.tsx';
import { FormulaFilters } from './FormulaFilters.tsx';
import { FormulaList } from './FormulaList.tsx';
import { type FormulaBoard, useFormulaBoard } from './use-formula-board.ts';
import { useFormulas } from './use-formulas.ts';

/** Every formula of the product: found by name, text or kind, and running on the linked instrument. */
export function FormulasPanel() {
  const [instrument] = useLinkedInstrument();
  const key = useSessionKey(instrument);
  const { formulas: texts, markets } = useTexts();
  const known = useFormulas();
  if (instrument === undefined) return <EmptyPanel>{markets.empty}</EmptyPanel>;
  if (known.state === 'loading') return <EmptyPanel>{texts.loading}</EmptyPanel>;
  if (known.state === 'failed') return <EmptyPanel>{texts.failed(known.detail)}</EmptyPanel>;
  return <Explorer key={key} instrument={instrument} all={known.formulas} />;
}

interface ExplorerProps {
  readonly instrument: InstrumentView;
  readonly all: readonly SearchableFormula[];
}

function Explorer({ all, instrument }: ExplorerProps) {
  const texts = useTexts().formulas;
  const [shown, change] = usePanelSettings(EXPLORER_RULES, instrument.id);
  const board = useFormulaBoard(instrument.id, shown.hasValue);
  const fitting = useMemo(() => fittingFormulas(all, shown), [all, shown]);
  const listed = useMemo(
    () => (shown.hasValue ? fitting.filter(({ id }) => board?.values.has(id)) : fitting),
    [fitting, shown.hasValue, board],
  );
  const whole = useMemo(() => countOf(all.map(({ formula }) => formula)), [all]);
  const chosen = all.find(({ formula }) => formula.id === shown.chosen)?.formula ?? listed[0];
  // Settings a person tries out belong to the formula, whichever is looked at meanwhile.
  const [tried, setTried] = useState<Readonly<Record<string, Readonly<Record<string, number>>>>>({});
  return (
    <div className="panel-body formula-explorer">
      <FormulaFilters
        instrument={instrument}
        formulas={all}
        shown={shown}
        onChange={change}
        count={texts.count(countOf(listed), whole)}
        progress={shown.hasValue ? progressOf(board) : undefined}
      />
      <div className="formula-columns">
        <FormulaList
          formulas={listed}
          chosen={chosen?.id}
          values={board?.values}
          onChoose={(id) => change({ chosen: id })}
        />
        {chosen === undefined ? (
          <EmptyPanel>{texts.nothing}</EmptyPanel>
        ) : (
          <FormulaDetail
            key={chosen.id}
            formula={chosen}
            instrument={instrument}
            params={tried[chosen.id] ?? {}}
            onParams={(params) => setTried({ ...tried, [chosen.id]: params })}
          />
        )}
      </div>
    </div>
  );
}

/** Before the first answer. */
const NOTHING_READ: Pick<FormulaBoard, 'done' | 'past'> = { done: 0, past: { bars: 0, of: 0 } };

const progressOf = (board: Pick<FormulaBoard, 'done' | 'past'> = NOTHING_READ) =>
  board.done < 1 ? board : undefined;
