import { Play } from 'lucide-react';
import { useId, useState } from 'react';
import type { StrategyCatalogView } from '../../../engine/contract/views.ts';
import { InstrumentPicker } from '../../design/InstrumentPicker.tsx';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { type Params, paramsOf } from './parameter-draft.ts';
import { ParameterEditor } from './ParameterEditor.tsx';
import { PresetPicker } from './PresetPicker.tsx';
import { usePresetDraft } from './use-preset-draft.ts';

/** A strategy that can be switched on: its hypothesis, its presets, its parameters, and the switch. */
export function CatalogEntry({ entry }: { readonly entry: StrategyCatalogView }) {
  const texts = useTexts();
  const titleId = useId();
  const { draft, preset, choosePreset, edit } = usePresetDraft(entry);
  const params = paramsOf(entry.parameters, draft, texts);
  return (
    <section className="strategy" aria-labelledby={titleId}>
      <h2 id={titleId}>{entry.title}</h2>
      <p className="soft">{entry.hypothesis}</p>
      <PresetPicker entry={entry} preset={preset} onChoose={choosePreset} />
      <StartControls entry={entry} params={params} />
      {preset !== undefined && preset.description !== '' && <p className="hint">{preset.description}</p>}
      {entry.parameters.length > 0 && (
        <details>
          <summary>{texts.strategies.parameters}</summary>
          <ParameterEditor parameters={entry.parameters} draft={draft} onChange={edit} />
        </details>
      )}
    </section>
  );
}

interface StartControlsProps {
  readonly entry: StrategyCatalogView;
  /** Undefined while a parameter is wrong. */
  readonly params: Params | undefined;
}

function StartControls({ entry: { strategyId, title }, params }: StartControlsProps) {
  const texts = useTexts();
  const instruments = useEngineView((view) => view.instruments);
  const [linked] = useLinkedInstrument();
  const [chosen, setChosen] = useState<string | undefined>();
  const instrument = chosen ?? linked?.id;
  const start = () => {
    if (params === undefined || instrument === undefined) return;
    void tellEngine('startStrategy', { strategyId, instrument, params: { ...params } });
  };
  return (
    <div className="strategy-start">
      <InstrumentPicker
        label={texts.instrument}
        instruments={instruments}
        value={instrument ?? ''}
        onChange={setChosen}
      />
      <button
        type="button"
        className="button primary"
        aria-label={texts.strategies.startOf(title)}
        disabled={params === undefined || instrument === undefined}
        onClick={start}
      >
        <Play size={14} aria-hidden /> {texts.strategies.start}
      </button>
    </div>
  );
}
