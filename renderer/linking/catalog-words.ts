import { useMemo } from 'react';
import type { StrategyCatalogView } from '../../engine/contract/views.ts';
import { useEngineView } from '../engine-client/engine-view.ts';
import type { CatalogWords } from '../language/strategy-texts.ts';
import { useTexts } from '../language/texts.ts';

/** The strategies on offer in the window's words; what the language has no words for keeps the engine's own. */
export function useCatalog(): readonly StrategyCatalogView[] {
  const catalog = useEngineView((view) => view.catalog);
  const { catalog: words } = useTexts();
  return useMemo(() => catalog.map((entry) => inWordsOf(entry, words[entry.strategyId])), [catalog, words]);
}

/** One strategy in the words of a language. */
export function inWordsOf(entry: StrategyCatalogView, words: CatalogWords | undefined): StrategyCatalogView {
  if (words === undefined) return entry;
  const { hypothesis, parameters, presets, title } = words;
  return {
    ...entry,
    title,
    hypothesis,
    parameters: entry.parameters.map((each) => ({
      ...each,
      description: parameters[each.name] ?? each.description,
    })),
    presets: entry.presets.map((each) => {
      const [presetTitle, description] = presets[each.name] ?? [each.title, each.description];
      return { ...each, title: presetTitle, description };
    }),
  };
}
