import type { DockviewApi } from 'dockview-react';
import type { Texts } from '../../language/en.ts';
import type { PanelId } from './panel-catalog.ts';

/** The workspaces that have real content. */
export const WORKSPACES = ['sandbox', 'strategies', 'journal'] as const;
export type Workspace = (typeof WORKSPACES)[number];

export const isWorkspace = (name: string): name is Workspace => (WORKSPACES as readonly string[]).includes(name);

type Side = 'left' | 'right' | 'above' | 'below' | 'within';

/** A length as a share of the whole, but never below so many pixels. */
interface Extent {
  readonly share: number;
  readonly leastPx: number;
}

/** Where a panel of a preset goes and how large it starts. */
interface Placement {
  readonly panel: PanelId;
  readonly beside?: PanelId;
  readonly side?: Side;
  readonly width?: Extent;
  readonly height?: Extent;
  /** Whether it is the visible tab of its group. */
  readonly inFront?: boolean;
}

const within = (beside: PanelId, panels: readonly PanelId[]): readonly Placement[] =>
  panels.map((panel) => ({ panel, beside, side: 'within' }));

const presets: Readonly<Record<Workspace, readonly Placement[]>> = {
  sandbox: [
    { panel: 'chart' },
    { panel: 'ticket', beside: 'chart', side: 'right', width: { share: 0.155, leastPx: 236 } },
    { panel: 'ladder', beside: 'chart', side: 'right', width: { share: 0.165, leastPx: 240 } },
    { panel: 'strategies', beside: 'chart', side: 'left', width: { share: 0.2, leastPx: 296 } },
    { panel: 'tape', beside: 'ticket', side: 'below', height: { share: 0.34, leastPx: 160 } },
    { panel: 'markets', beside: 'strategies', side: 'above', height: { share: 0.14, leastPx: 124 } },
    { panel: 'positions', beside: 'chart', side: 'below', height: { share: 0.28, leastPx: 200 }, inFront: true },
    ...within('positions', ['orders', 'fills', 'trades', 'refusals', 'account', 'reports', 'health', 'log']),
  ],
  strategies: [
    { panel: 'chart' },
    { panel: 'strategies', beside: 'chart', side: 'left', width: { share: 0.32, leastPx: 320 } },
    { panel: 'positions', beside: 'chart', side: 'below', height: { share: 0.42, leastPx: 240 } },
    { panel: 'trades', beside: 'positions', side: 'below', height: { share: 0.24, leastPx: 140 }, inFront: true },
    ...within('trades', ['fills', 'refusals']),
  ],
  journal: [
    { panel: 'trades' },
    { panel: 'reports', beside: 'trades', side: 'right', width: { share: 0.38, leastPx: 380 } },
    { panel: 'account', beside: 'reports', side: 'below', height: { share: 0.5, leastPx: 240 } },
    { panel: 'fills', beside: 'trades', side: 'below', height: { share: 0.58, leastPx: 300 }, inFront: true },
    ...within('fills', ['orders', 'refusals']),
    { panel: 'log', beside: 'fills', side: 'below', height: { share: 0.22, leastPx: 120 } },
  ],
};

/** Lays the shipped layout of a workspace out, in place of whatever is there. */
export function applyPreset(api: DockviewApi, workspace: Workspace, texts: Texts): void {
  api.clear();
  for (const { panel, beside, side, width, height } of presets[workspace]) {
    api.addPanel({
      id: panel,
      component: panel,
      title: texts.panels[panel],
      ...(beside === undefined ? {} : { position: { referencePanel: beside, direction: side ?? 'within' } }),
      ...(width === undefined ? {} : { initialWidth: pixels(width, api.width) }),
      ...(height === undefined ? {} : { initialHeight: pixels(height, api.height) }),
    });
  }
  giveSizes(api, workspace);
  for (const { panel, inFront = false } of presets[workspace]) if (inFront) api.getPanel(panel)?.api.setActive();
  api.getPanel(presets[workspace][0]?.panel ?? 'chart')?.api.setActive();
}

const pixels = ({ share, leastPx }: Extent, whole: number): number => Math.max(leastPx, Math.round(share * whole));

/** Later panels squeeze earlier ones, so the sizes are given once more when all are there. */
function giveSizes(api: DockviewApi, workspace: Workspace): void {
  for (const { panel, width, height } of presets[workspace]) {
    const target = api.getPanel(panel)?.group.api;
    if (width !== undefined) target?.setSize({ width: pixels(width, api.width) });
    if (height !== undefined) target?.setSize({ height: pixels(height, api.height) });
  }
}
