import { Orientation, type SerializedDockview } from 'dockview-react';
import type { Texts } from '../../language/en.ts';
import type { PanelId } from './panel-catalog.ts';

/** The workspaces that have real content. */
export const WORKSPACES = ['sandbox', 'order-flow', 'strategies', 'formulas', 'risk', 'journal'] as const;
export type Workspace = (typeof WORKSPACES)[number];

export const isWorkspace = (name: string): name is Workspace =>
  (WORKSPACES as readonly string[]).includes(name);

/** A length as a share of the whole, but never below so many pixels. Left out, it takes what is left. */
interface Extent {
  readonly share: number;
  readonly leastPx: number;
}

/** Tabs in one place, the first in front. */
interface Cell {
  readonly tabs: readonly PanelId[];
  readonly height?: Extent;
}

/** Cells from top to bottom. */
interface Column {
  readonly cells: readonly Cell[];
  readonly width?: Extent;
}

const presets: Readonly<Record<Workspace, readonly Column[]>> = {
  sandbox: [
    {
      width: { share: 0.2, leastPx: 296 },
      cells: [{ tabs: ['markets'], height: { share: 0.14, leastPx: 126 } }, { tabs: ['strategies'] }],
    },
    {
      cells: [
        { tabs: ['chart'] },
        {
          tabs: ['positions', 'orders', 'fills', 'trades', 'refusals', 'account', 'reports', 'health', 'log'],
          height: { share: 0.28, leastPx: 200 },
        },
      ],
    },
    { width: { share: 0.165, leastPx: 230 }, cells: [{ tabs: ['ladder'] }] },
    {
      width: { share: 0.155, leastPx: 236 },
      cells: [{ tabs: ['ticket'] }, { tabs: ['tape'], height: { share: 0.26, leastPx: 170 } }],
    },
  ],
  'order-flow': [
    { width: { share: 0.19, leastPx: 322 }, cells: [{ tabs: ['ladder'] }] },
    {
      cells: [{ tabs: ['heatmap'] }, { tabs: ['footprint'], height: { share: 0.4, leastPx: 260 } }],
    },
    {
      width: { share: 0.26, leastPx: 330 },
      cells: [
        { tabs: ['chart'] },
        { tabs: ['delta', 'profile'], height: { share: 0.3, leastPx: 190 } },
        { tabs: ['positions', 'orders', 'fills'], height: { share: 0.17, leastPx: 110 } },
      ],
    },
    {
      width: { share: 0.155, leastPx: 240 },
      cells: [{ tabs: ['tape'] }, { tabs: ['ticket'], height: { share: 0.5, leastPx: 370 } }],
    },
  ],
  strategies: [
    { width: { share: 0.32, leastPx: 320 }, cells: [{ tabs: ['strategies'] }] },
    {
      cells: [
        { tabs: ['chart'] },
        { tabs: ['positions'], height: { share: 0.18, leastPx: 120 } },
        { tabs: ['trades', 'fills', 'refusals'], height: { share: 0.26, leastPx: 160 } },
      ],
    },
  ],
  formulas: [
    { width: { share: 0.46, leastPx: 460 }, cells: [{ tabs: ['formulas', 'true-price'] }] },
    { cells: [{ tabs: ['chart'], height: { share: 0.38, leastPx: 220 } }, { tabs: ['theories', 'vote'] }] },
  ],
  risk: [
    {
      width: { share: 0.36, leastPx: 340 },
      cells: [{ tabs: ['risk'] }, { tabs: ['rule-packs'], height: { share: 0.42, leastPx: 220 } }],
    },
    {
      cells: [{ tabs: ['limits'] }, { tabs: ['positions', 'orders'], height: { share: 0.24, leastPx: 140 } }],
    },
    {
      width: { share: 0.27, leastPx: 300 },
      cells: [
        { tabs: ['risk-rules'] },
        { tabs: ['maker', 'refusals'], height: { share: 0.34, leastPx: 160 } },
      ],
    },
  ],
  journal: [
    {
      cells: [
        { tabs: ['trades'] },
        { tabs: ['fills', 'orders', 'refusals'], height: { share: 0.36, leastPx: 200 } },
        { tabs: ['log'], height: { share: 0.2, leastPx: 110 } },
      ],
    },
    {
      width: { share: 0.38, leastPx: 400 },
      cells: [{ tabs: ['reports', 'library'] }, { tabs: ['account'], height: { share: 0.5, leastPx: 260 } }],
    },
  ],
};

/** Splits a length among parts: those with an extent get it, the others share the rest. */
export function splitLength(whole: number, extents: readonly (Extent | undefined)[]): readonly number[] {
  const wanted = extents.map((extent) =>
    extent === undefined ? undefined : Math.max(extent.leastPx, Math.round(extent.share * whole)),
  );
  const taken = wanted.reduce<number>((sum, length) => sum + (length ?? 0), 0);
  const free = wanted.filter((length) => length === undefined).length;
  return wanted.map((length) => length ?? Math.max(0, Math.floor((whole - taken) / free)));
}

const LEAST_PANEL = { minimumWidth: 200, minimumHeight: 80 } as const;

/** The shipped layout of a workspace for a dock of this size, as dockview writes its own. */
export function shippedLayout(
  workspace: Workspace,
  size: { readonly width: number; readonly height: number },
  texts: Texts,
): SerializedDockview {
  const columns = presets[workspace];
  const widths = splitLength(
    size.width,
    columns.map(({ width }) => width),
  );
  const panels = columns.flatMap(({ cells }) => cells).flatMap(({ tabs }) => tabs);
  return {
    grid: {
      root: {
        type: 'branch',
        size: size.height,
        data: columns.map((column, at) =>
          serializedColumn(column, `${workspace}-${at}`, widths[at] ?? 0, size.height),
        ),
      },
      width: size.width,
      height: size.height,
      orientation: Orientation.HORIZONTAL,
    },
    panels: Object.fromEntries(
      panels.map((id) => [id, { id, contentComponent: id, title: texts.panels[id], ...LEAST_PANEL }]),
    ),
  };
}

type Branch = SerializedDockview['grid']['root'];

function serializedColumn({ cells }: Column, id: string, width: number, height: number): Branch {
  const heights = splitLength(
    height,
    cells.map((cell) => cell.height),
  );
  return {
    type: 'branch',
    size: width,
    data: cells.map(({ tabs }, at) => ({
      type: 'leaf' as const,
      size: heights[at] ?? 0,
      data: { views: [...tabs], activeView: tabs[0] ?? '', id: `${id}-${at}` },
    })),
  };
}
