import type { DockviewApi } from 'dockview-react';
import { currentTexts } from '../../language/texts.ts';
import { isLinkGroup, LINK_GROUPS, type LinkGroup } from '../../linking/linked-instrument.ts';
import type { PanelId } from './panel-catalog.ts';
import { freeId, instanceOf, titleOf } from './panel-instance.ts';

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

/**
 * Opens one more panel of a kind beside the active one, in a color that no other of its kind has, so that it
 * can show another instrument.
 */
export function openAnotherPanel(kind: PanelId): void {
  if (dock === undefined) return;
  const open = dock.panels.filter(({ id }) => instanceOf(id)?.kind === kind);
  const used = new Set(open.map(({ params }) => linkOf(params)));
  const link = LINK_GROUPS.find((group) => !used.has(group)) ?? 'blue';
  const id = freeId(kind, (taken) => dock?.getPanel(taken) !== undefined);
  dock.addPanel({ id, component: kind, title: titleOf(id, currentTexts()), params: { link } });
}

/** Gives a panel the next link color; without an id, the active one. */
export function linkNext(id = dock?.activePanel?.id): void {
  const panel = id === undefined ? undefined : dock?.getPanel(id);
  const link = linkOf(panel?.params);
  panel?.api.updateParameters({ link: LINK_GROUPS[(LINK_GROUPS.indexOf(link) + 1) % LINK_GROUPS.length] });
}

/** The color group the dock keeps with a panel; blue until another was chosen. */
export function linkOf(params: Readonly<Record<string, unknown>> | undefined): LinkGroup {
  const link = params?.['link'];
  return isLinkGroup(link) ? link : 'blue';
}

/** The color group of the active panel. */
export const activeLink = (): LinkGroup => linkOf(dock?.activePanel?.params);

/** What can be done with the active panel without a pointer. */
export const activePanel = {
  close: (): void => dock?.activePanel?.api.close(),
  toggleMaximized: (): void => {
    const api = dock?.activePanel?.api;
    if (api?.isMaximized() === true) api.exitMaximized();
    else api?.maximize();
  },
  float: (): void => {
    if (dock?.activePanel !== undefined) dock.addFloatingGroup(dock.activePanel);
  },
  /** Gives it a window of its own; closing that brings it back to where it was. */
  openOwnWindow: (): void => {
    if (dock?.activePanel !== undefined) void dock.addPopoutGroup(dock.activePanel);
  },
};
