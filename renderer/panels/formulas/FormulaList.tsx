import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { FormulaView } from '../../../engine/contract/formula-commands.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { formatPlain } from '../../formatting/numbers.ts';
import { useSettings } from '../../host-client/settings.ts';
import { useTexts } from '../../language/texts.ts';
import { named } from './named.ts';

/** The list as the search field names it. */
export const LIST_ID = 'formula-list';
const FIRST_RECT = { width: 400, height: 600 } as const;
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 20,
  PageUp: -20,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

interface FormulaListProps {
  readonly formulas: readonly FormulaView[];
  readonly chosen: string | undefined;
  /** The values now by id, while all formulas run. */
  readonly values: ReadonlyMap<string, number> | undefined;
  readonly onChoose: (id: string) => void;
}

/** The formulas that fit, of which one is chosen; draws only those on screen. */
export function FormulaList({ chosen, formulas, onChoose, values }: FormulaListProps) {
  const texts = useTexts().formulas;
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = useSettings(({ density }) => density) === 'dense' ? 22 : 28;
  const virtualizer = useVirtualizer({
    count: formulas.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => formulas[index]?.id ?? index,
    overscan: 6,
    initialRect: FIRST_RECT,
  });
  const place = formulas.findIndex(({ id }) => id === chosen);
  useEffect(() => {
    if (place >= 0) virtualizer.scrollToIndex(place);
    // Only another choice or another list scrolls; a person scrolls otherwise.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [place, formulas]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = formulas[Math.min(Math.max(place + step, 0), formulas.length - 1)];
    if (next !== undefined) onChoose(next.id);
  };
  return (
    <div
      ref={scroller}
      id={LIST_ID}
      className="formula-list"
      role="listbox"
      aria-label={texts.list}
      tabIndex={0}
      aria-activedescendant={place >= 0 ? optionId(formulas[place]?.id ?? '') : undefined}
      onKeyDown={onKeyDown}
    >
      {formulas.length === 0 && <EmptyPanel>{texts.nothing}</EmptyPanel>}
      <div className="formula-rows" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, size, start }) => (
          <FormulaRow
            key={key}
            formula={formulas[index] as FormulaView}
            place={{ index, count: formulas.length, top: start, height: size }}
            isChosen={index === place}
            value={values?.get(formulas[index]?.id ?? '')}
            onChoose={onChoose}
          />
        ))}
      </div>
    </div>
  );
}

const optionId = (id: string): string => `formula-${id}`;

interface FormulaRowProps {
  readonly formula: FormulaView;
  readonly place: {
    readonly index: number;
    readonly count: number;
    readonly top: number;
    readonly height: number;
  };
  readonly isChosen: boolean;
  readonly value: number | undefined;
  readonly onChoose: (id: string) => void;
}

function FormulaRow({ formula, isChosen, onChoose, place, value }: FormulaRowProps) {
  const { roles } = useTexts().formulas;
  return (
    // The list takes the keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={optionId(formula.id)}
      className="formula-row"
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-posinset={place.index + 1}
      aria-setsize={place.count}
      style={{ transform: `translateY(${place.top}px)`, height: place.height }}
      onClick={() => onChoose(formula.id)}
    >
      <span className="formula-id">{formula.id}</span>
      <span className="formula-title" title={formula.title}>
        {formula.title}
      </span>
      <span className="formula-note">
        {value === undefined ? named(roles, formula.role) : formatPlain(value)}
      </span>
    </div>
  );
}
