import type { DockviewApi } from 'dockview-react';
import { currentTexts } from '../../language/texts.ts';
import { isPanelId, type PanelId } from './panel-catalog.ts';

let dock: DockviewApi | undefined;

/** Remembers the dock on screen, so that menus and the palette can reach it. */
export function holdDock(api: DockviewApi | undefined): void {
  dock = api;
}

/** Brings a panel to the front; opens it beside the active one when it is not there. */
export function openPanel(panel: PanelId): void {
  const open = dock?.getPanel(panel);
  if (open !== undefined) {
    open.api.setActive();
    return;
  }
  dock?.addPanel({ id: panel, component: panel, title: currentTexts().panels[panel] });
}

/** The panels that are open now, in the words of the catalog. */
export const openPanels = (): readonly PanelId[] => (dock?.panels ?? []).map(({ id }) => id).filter(isPanelId);
