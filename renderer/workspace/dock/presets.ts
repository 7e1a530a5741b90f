import type { DockviewApi } from 'dockview-react';
import type { Texts } from '../../language/en.ts';
import type { PanelId } from './panel-catalog.ts';

/** The workspaces that have real content. */
export const WORKSPACES = ['sandbox', 'strategies', 'journal'] as const;
export type Workspace = (typeof WORKSPACES)[number];

export const isWorkspace = (name: string): name is Workspace => (WORKSPACES as readonly string[]).includes(name);

type Side = 'left' | 'right' | 'above' | 'below' | 'within';

/** Where a panel of a preset goes and how large it starts, as shares of the whole. */
interface Placement {
  readonly panel: PanelId;
  readonly beside?: PanelId;
  readonly side?: Side;
  readonly width?: number;
  readonly height?: number;
}

const presets: Readonly<Record<Workspace, readonly Placement[]>> = {
  sandbox: [
    { panel: 'chart' },
    { panel: 'strategies', beside: 'chart', side: 'left', width: 0.2 },
    { panel: 'ladder', beside: 'chart', side: 'right', width: 0.17 },
    { panel: 'ticket', beside: 'ladder', side: 'right', width: 0.155 },
    { panel: 'tape', beside: 'ticket', side: 'below', height: 0.36 },
    { panel: 'markets', beside: 'strategies', side: 'above', height: 0.16 },
    { panel: 'positions', beside: 'chart', side: 'below', height: 0.29 },
    { panel: 'orders', beside: 'positions', side: 'within' },
    { panel: 'fills', beside: 'positions', side: 'within' },
    { panel: 'trades', beside: 'positions', side: 'within' },
    { panel: 'refusals', beside: 'positions', side: 'within' },
    { panel: 'account', beside: 'positions', side: 'within' },
    { panel: 'reports', beside: 'positions', side: 'within' },
    { panel: 'health', beside: 'positions', side: 'within' },
    { panel: 'log', beside: 'positions', side: 'within' },
  ],
  strategies: [
    { panel: 'chart' },
    { panel: 'strategies', beside: 'chart', side: 'left', width: 0.32 },
    { panel: 'positions', beside: 'chart', side: 'below', height: 0.2 },
    { panel: 'trades', beside: 'positions', side: 'below', height: 0.2 },
    { panel: 'refusals', beside: 'trades', side: 'within' },
    { panel: 'fills', beside: 'trades', side: 'within' },
  ],
  journal: [
    { panel: 'trades' },
    { panel: 'fills', beside: 'trades', side: 'below', height: 0.36 },
    { panel: 'orders', beside: 'fills', side: 'within' },
    { panel: 'refusals', beside: 'fills', side: 'within' },
    { panel: 'reports', beside: 'trades', side: 'right', width: 0.38 },
    { panel: 'account', beside: 'reports', side: 'below', height: 0.55 },
    { panel: 'log', beside: 'fills', side: 'below', height: 0.25 },
  ],
};

/** Panels that stay the visible tab of their group. */
const inFront: readonly PanelId[] = ['positions', 'fills', 'trades', 'chart'];

/** Lays the shipped layout of a workspace out, in place of whatever is there. */
export function applyPreset(api: DockviewApi, workspace: Workspace, texts: Texts): void {
  api.clear();
  for (const { panel, beside, side, width, height } of presets[workspace]) {
    api.addPanel({
      id: panel,
      component: panel,
      title: texts.panels[panel],
      ...(beside === undefined ? {} : { position: { referencePanel: beside, direction: side ?? 'within' } }),
      ...(width === undefined ? {} : { initialWidth: Math.round(width * api.width) }),
      ...(height === undefined ? {} : { initialHeight: Math.round(height * api.height) }),
    });
  }
  for (const panel of inFront) api.getPanel(panel)?.api.setActive();
}
