import { Play } from 'lucide-react';
import { useId, useState } from 'react';
import type { StrategyCatalogView } from '../../../engine/contract/views.ts';
import { InstrumentPicker } from '../../design/InstrumentPicker.tsx';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { type Draft, draftOf, paramsOf } from './parameter-draft.ts';
import { ParameterEditor } from './ParameterEditor.tsx';

/** A strategy that can be switched on: its hypothesis, its presets, its parameters, and the switch. */
export function CatalogEntry({ entry }: { readonly entry: StrategyCatalogView }) {
  const texts = useTexts();
  const ids = useId();
  const instruments = useEngineView((view) => view.instruments);
  const [linked] = useLinkedInstrument();
  const [chosen, setChosen] = useState<string | undefined>();
  const [presetName, setPresetName] = useState(entry.presets[0]?.name ?? '');
  const [draft, setDraft] = useState<Draft>(() => draftOf(entry.presets[0]?.params ?? {}));
  const preset = entry.presets.find(({ name }) => name === presetName);
  const instrument = chosen ?? linked?.id ?? '';
  const params = paramsOf(entry.parameters, draft, texts);

  const choosePreset = (name: string) => {
    setPresetName(name);
    setDraft(draftOf(entry.presets.find((known) => known.name === name)?.params ?? {}));
  };
  return (
    <section className="strategy" aria-labelledby={`${ids}-title`}>
      <h2 id={`${ids}-title`}>{entry.title}</h2>
      <p className="soft">{entry.hypothesis}</p>
      <div className="strategy-start">
        {entry.presets.length > 0 && (
          <select
            className="select"
            aria-label={texts.strategies.preset}
            value={presetName}
            onChange={(event) => choosePreset(event.target.value)}
          >
            {entry.presets.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
            {preset === undefined && <option value="">{texts.strategies.custom}</option>}
          </select>
        )}
        <InstrumentPicker
          label={texts.instrument}
          instruments={instruments}
          value={instrument}
          onChange={setChosen}
        />
        <button
          type="button"
          className="button primary"
          aria-label={texts.strategies.startOf(entry.title)}
          disabled={params === undefined || instrument === ''}
          onClick={() => {
            if (params === undefined) return;
            void tellEngine('startStrategy', {
              strategyId: entry.strategyId,
              instrument,
              params: { ...params },
            });
          }}
        >
          <Play size={14} aria-hidden /> {texts.strategies.start}
        </button>
      </div>
      {preset !== undefined && preset.description !== '' && <p className="hint">{preset.description}</p>}
      {entry.parameters.length > 0 && (
        <details>
          <summary>{texts.strategies.parameters}</summary>
          <ParameterEditor
            parameters={entry.parameters}
            draft={draft}
            onChange={(next) => {
              setDraft(next);
              setPresetName('');
            }}
          />
        </details>
      )}
    </section>
  );
}
