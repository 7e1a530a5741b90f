import { useState } from 'react';
import type { StrategyCatalogView } from '../../../engine/contract/views.ts';
import { type Draft, draftOf } from './parameter-draft.ts';

/** The parameters being edited, begun from a preset. */
export function usePresetDraft({ presets }: StrategyCatalogView) {
  const [name, setName] = useState(presets[0]?.name);
  const [draft, setDraft] = useState<Draft>(() => draftOf(presets[0]?.params ?? {}));
  return {
    draft,
    preset: presets.find((known) => known.name === name),
    choosePreset: (next: string) => {
      setName(next);
      setDraft(draftOf(presets.find((known) => known.name === next)?.params ?? {}));
    },
    edit: (next: Draft) => {
      setName(undefined);
      setDraft(next);
    },
  };
}
