import type { TheoriesUpdate } from '../../../engine/contract/theory-commands.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { useSessionKey } from '../../linking/session-key.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { THEORIES_RULES } from './theories-settings.ts';
import { TheoriesToolbar } from './TheoriesToolbar.tsx';
import { TheoryCard } from './TheoryCard.tsx';
import { useTheories } from './use-theories.ts';

/** What eleven theories say of the linked instrument, and what each has been worth. */
export function TheoriesPanel() {
  const [instrument] = useLinkedInstrument();
  const key = useSessionKey(instrument);
  const { markets } = useTexts();
  if (instrument === undefined) return <EmptyPanel>{markets.empty}</EmptyPanel>;
  return <Theories key={key} instrument={instrument} />;
}

function Theories({ instrument }: { readonly instrument: InstrumentView }) {
  const [choice, change] = usePanelSettings(THEORIES_RULES, instrument.id);
  const update = useTheories(instrument.id, choice);
  return (
    <div className="panel-body theories">
      <TheoriesToolbar instrument={instrument} choice={choice} update={update} onChange={change} />
      <Cards update={update} intervalMs={choice.intervalMs} />
    </div>
  );
}

interface CardsProps {
  readonly update: TheoriesUpdate | undefined;
  readonly intervalMs: number;
}

function Cards({ intervalMs, update }: CardsProps) {
  const { theories: texts } = useTexts();
  if (update?.failure != null) return <EmptyPanel>{texts.failed(update.failure)}</EmptyPanel>;
  if (update === undefined || update.states.length === 0) return <EmptyPanel>{texts.loading}</EmptyPanel>;
  return (
    <ul className="theory-cards" aria-label={texts.list}>
      {update.states.map((state) => (
        <TheoryCard key={state.theory} state={state} intervalMs={intervalMs} />
      ))}
    </ul>
  );
}
