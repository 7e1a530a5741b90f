import type { DockviewPanelApi } from 'dockview-react';
import { keptFrom, type PanelMemory, shortMemory } from '../../panel-settings/panel-memory.ts';

/** Under this name the layout holds what a panel keeps. */
const SETTINGS = 'settings';

/**
 * Keeps the settings of a panel in the dock's own record of it, so that they are saved, restored and reset
 * with the layout.
 */
export function dockMemory(
  api: Pick<DockviewPanelApi, 'updateParameters'>,
  params: Readonly<Record<string, unknown>>,
): PanelMemory {
  const memory = shortMemory(keptFrom(params[SETTINGS]));
  return {
    ...memory,
    keep: (next) => {
      memory.keep(next);
      api.updateParameters({ [SETTINGS]: next });
    },
  };
}
