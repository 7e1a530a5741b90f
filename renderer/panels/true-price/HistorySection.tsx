import type {
  TruePriceHistoryView,
  TruePriceInputsView,
} from '../../../engine/contract/true-price-commands.ts';
import { formatCount } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { HistoryChart } from './HistoryChart.tsx';
import { UnitRootTable } from './UnitRootTable.tsx';
import { lookBack, useHistory } from './use-history.ts';

interface HistorySectionProps {
  readonly inputs: TruePriceInputsView | undefined;
  /** Whether the difficulty of past days is known. */
  readonly hasDifficulty: boolean;
}

/** TRUE PRICE of past days beside kept prices, asked for by hand: it reads the archive. */
export function HistorySection({ inputs, hasDifficulty }: HistorySectionProps) {
  const { truePrice: texts } = useTexts();
  const { failure, history, isLooking } = useHistory();
  const look = (instrument: string | null) => inputs !== undefined && void lookBack(inputs, instrument);
  return (
    <section className="true-price-section" aria-label={texts.history}>
      <h3>{texts.history}</h3>
      <div className="true-price-actions">
        <button
          type="button"
          className="button"
          disabled={inputs === undefined || isLooking}
          onClick={() => look(history?.instrument ?? null)}
        >
          {isLooking ? texts.looking : texts.look}
        </button>
        {history !== undefined && history.instruments.length > 1 && (
          <KeptInstruments history={history} onChange={look} />
        )}
      </div>
      {failure !== '' && (
        <p className="hint danger" role="alert">
          {failure}
        </p>
      )}
      {history === undefined && !hasDifficulty && <p className="hint">{texts.gaps.difficulty}</p>}
      {history !== undefined && <HistoryView history={history} />}
    </section>
  );
}

interface KeptInstrumentsProps {
  readonly history: TruePriceHistoryView;
  readonly onChange: (instrument: string) => void;
}

function KeptInstruments({ history, onChange }: KeptInstrumentsProps) {
  const { truePrice: texts } = useTexts();
  return (
    <select
      className="select"
      aria-label={texts.instrument}
      value={history.instrument ?? ''}
      onChange={(event) => onChange(event.target.value)}
    >
      {history.instruments.map((each) => (
        <option key={each}>{each}</option>
      ))}
    </select>
  );
}

function HistoryView({ history }: { readonly history: TruePriceHistoryView }) {
  const { truePrice: texts } = useTexts();
  if (history.missing.length > 0)
    return history.missing.map((gap) => (
      <p key={gap} className="section-empty">
        {texts.gaps[gap]}
      </p>
    ));
  return (
    <>
      <p className="hint">
        {history.instrument}: {texts.historyOf(formatCount(history.days), formatCount(history.daysWithout))}{' '}
        {texts.historyAssumes}
      </p>
      <HistoryChart history={history} />
      <UnitRootTable history={history} />
    </>
  );
}
