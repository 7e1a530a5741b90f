import { ChevronsRight } from 'lucide-react';
import { useContext, useEffect, useRef, useState } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { InstrumentPicker } from '../../design/InstrumentPicker.tsx';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useLatest } from '../../design/use-latest.ts';
import { notify } from '../../host-client/notices.ts';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { formatChange } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import {
  type ChartFormula,
  chartFormulaKey,
  MOST_ON_CHART,
  takeFormulas,
} from '../../linking/chart-formula.ts';
import { LinkContext, useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { BarSpecPicker } from './BarSpecPicker.tsx';
import { BAR_STYLES, type BarStyle } from './chart-scene.ts';
import { CHART_RULES, type ChartSettings } from './chart-settings.ts';
import { ChartStage } from './ChartStage.tsx';
import { INDICATORS, type IndicatorKey } from './indicators.ts';

/** Bars of the linked instrument with volume and delta, indicators, drawings, own orders and own fills. */
export function ChartPanel() {
  const [instrument] = useLinkedInstrument();
  const texts = useTexts();
  if (instrument === undefined) return <EmptyPanel>{texts.markets.empty}</EmptyPanel>;
  return <InstrumentChart instrument={instrument} />;
}

function InstrumentChart({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const [, link] = useLinkedInstrument();
  const instruments = useEngineView((view) => view.instruments);
  // Another session may have other bars under the same name: a recording of the sandbox, for instance.
  const sessionId = useEngineView((view) => view.session.sessionId);
  const [shown, change] = usePanelSettings(CHART_RULES, instrument.id);
  const [jump, setJump] = useState(0);
  useAddedFormulas(shown.formulas, (formulas) => change({ formulas }));

  return (
    <div className="panel-body chart-panel">
      <PanelToolbar label={texts.panels.chart}>
        <InstrumentPicker
          label={texts.instrument}
          instruments={instruments}
          value={instrument.id}
          onChange={link}
        />
        <BarSpecPicker value={shown.spec} onChange={(spec) => change({ spec })} />
        <StylePicker value={shown.style} onChange={(style) => change({ style })} />
        <StudyToggles shown={shown} onChange={change} />
        <span className="spacer" />
        <Funding instrument={instrument} />
        <IconButton
          icon={ChevronsRight}
          label={texts.chart.latest}
          hotkey="End"
          onClick={() => setJump(jump + 1)}
        />
      </PanelToolbar>
      <ChartStage
        key={`${sessionId} ${instrument.id} ${JSON.stringify(shown.spec)}`}
        instrument={instrument}
        {...shown}
        jump={jump}
        onRemove={(gone) => change({ formulas: without(shown.formulas, gone) })}
      />
    </div>
  );
}

const without = (formulas: readonly ChartFormula[], gone: ChartFormula): readonly ChartFormula[] =>
  formulas.filter((each) => chartFormulaKey(each) !== chartFormulaKey(gone));

/** Takes in what a person puts on the charts of this color. */
function useAddedFormulas(
  formulas: readonly ChartFormula[],
  onChange: (formulas: readonly ChartFormula[]) => void,
): void {
  const texts = useTexts();
  const group = useContext(LinkContext);
  const latest = useLatest({ formulas, onChange, texts });
  // Several may be waiting, and what one of them changed is not drawn before the next is taken.
  const taken = useRef(formulas);
  useEffect(() => {
    taken.current = formulas;
  }, [formulas]);
  useEffect(
    () =>
      takeFormulas(group, (formula) => {
        const { chart } = latest.current.texts;
        if (taken.current.some((each) => chartFormulaKey(each) === chartFormulaKey(formula)))
          return notify({ level: 'info', text: chart.alreadyAdded(formula.title) });
        if (taken.current.length >= MOST_ON_CHART)
          return notify({ level: 'warning', text: chart.mostAdded(MOST_ON_CHART) });
        taken.current = [...taken.current, formula];
        return latest.current.onChange(taken.current);
      }),
    [group, latest],
  );
}

interface StylePickerProps {
  readonly value: BarStyle;
  readonly onChange: (style: BarStyle) => void;
}

function StylePicker({ onChange, value }: StylePickerProps) {
  const { chart } = useTexts();
  return (
    <select
      className="select"
      aria-label={chart.style}
      value={value}
      onChange={({ target }) => onChange(target.value as BarStyle)}
    >
      {BAR_STYLES.map((style) => (
        <option key={style} value={style}>
          {chart.styles[style]}
        </option>
      ))}
    </select>
  );
}

interface StudyTogglesProps {
  readonly shown: ChartSettings;
  readonly onChange: (part: Partial<ChartSettings>) => void;
}

function StudyToggles({ onChange, shown: { keys, showsBigTrades } }: StudyTogglesProps) {
  const texts = useTexts();
  const toggled = (key: IndicatorKey) =>
    keys.includes(key) ? keys.filter((known) => known !== key) : [...keys, key];
  return (
    <div className="segments" role="group" aria-label={texts.chart.indicators}>
      {INDICATORS.map(({ key }) => (
        <button
          key={key}
          type="button"
          aria-pressed={keys.includes(key)}
          onClick={() => onChange({ keys: toggled(key) })}
        >
          {texts.indicators[key]}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={showsBigTrades}
        title={texts.chart.bigTradesHint}
        onClick={() => onChange({ showsBigTrades: !showsBigTrades })}
      >
        {texts.chart.bigTrades}
      </button>
    </div>
  );
}

/** What holding a long position pays at the next funding, as a fraction of its value. */
function Funding({ instrument }: { readonly instrument: InstrumentView }) {
  const texts = useTexts();
  const rate = useCalmEngineView(1000, (view) => view.markets[instrument.id]?.fundingRate);
  if (typeof rate !== 'number') return null;
  return (
    <span className="hint roomy">
      {texts.markets.funding} {formatChange(rate, 4)}
    </span>
  );
}
