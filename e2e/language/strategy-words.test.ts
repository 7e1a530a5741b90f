import { describe, expect, it } from 'vitest';
import { STRATEGY_TITLES } from '../../electron/contract/strategy-titles.ts';
import { strategyCatalog } from '../../engine/runtime/strategy-catalog.ts';
import { catalogView } from '../../engine/runtime/views/catalog-view.ts';
import { catalogDe } from '../../renderer/language/catalog-de.ts';

describe('the German words for strategies', () => {
  it.each([...strategyCatalog.values()].map(catalogView))(
    'are there for every preset and parameter of $strategyId, and for no other',
    ({ parameters, presets, strategyId }) => {
      const words = catalogDe[strategyId];
      expect(Object.keys(words?.parameters ?? {}).toSorted()).toEqual(
        parameters.map(({ name }) => name).toSorted(),
      );
      expect(Object.keys(words?.presets ?? {}).toSorted()).toEqual(
        presets.map(({ name }) => name).toSorted(),
      );
    },
  );

  it('have the titles that dialogs of the system use, in both languages', () => {
    const views = [...strategyCatalog.values()].map(catalogView);
    const titles = Object.fromEntries(views.map(({ strategyId, title }) => [strategyId, title]));
    expect(STRATEGY_TITLES.en).toEqual(titles);
    expect(Object.keys(STRATEGY_TITLES.de).toSorted()).toEqual(Object.keys(titles).toSorted());
  });

  it('are for strategies there are', () => {
    expect(Object.keys(catalogDe).toSorted()).toEqual([...strategyCatalog.keys()].toSorted());
  });
});
