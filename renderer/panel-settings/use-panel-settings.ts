import { useCallback, useContext, useMemo, useState, useSyncExternalStore } from 'react';
import { PanelMemoryContext, shortMemory } from './panel-memory.ts';
import { changedSettings, readSettings, type SettingRules } from './setting-rules.ts';

/**
 * The settings of the panel that is being drawn, for an instrument, and how to change some of them. They
 * are kept with the panel: closing the window or looking at another workspace does not lose them.
 */
export function usePanelSettings<Settings>(
  rules: SettingRules<Settings>,
  instrument: string,
): readonly [Settings, (change: Partial<Settings>) => void] {
  const [ownMemory] = useState(shortMemory);
  const memory = useContext(PanelMemoryContext) ?? ownMemory;
  const kept = useSyncExternalStore(memory.subscribe, memory.current);
  const settings = useMemo(() => readSettings(rules, kept, instrument), [rules, kept, instrument]);
  const change = useCallback(
    (part: Partial<Settings>) => memory.keep(changedSettings(rules, memory.current(), part, instrument)),
    [memory, rules, instrument],
  );
  return [settings, change];
}
