import { describe, expect, it } from 'vitest';
import { en } from '../../language/en.ts';
import { PANEL_IDS } from './panel-catalog.ts';
import { shippedLayout, splitLength, WORKSPACES } from './presets.ts';

describe('the shipped layouts', () => {
  it('give fixed parts their share but never too little, and the rest what is left', () => {
    const parts = [{ share: 0.2, leastPx: 296 }, undefined, { share: 0.1, leastPx: 50 }];
    expect(splitLength(1000, parts)).toEqual([296, 604, 100]);
    expect(splitLength(2000, parts)).toEqual([400, 1400, 200]);
  });

  it.each(WORKSPACES)('of %s fill the dock and name only panels that exist', (workspace) => {
    const { grid, panels } = shippedLayout(workspace, { width: 1600, height: 900 }, en);
    const columns = grid.root.data as { size: number }[];
    expect(columns.reduce((sum, { size }) => sum + size, 0)).toBe(1600);
    expect(Object.keys(panels).filter((id) => !(PANEL_IDS as string[]).includes(id))).toEqual([]);
  });

  it('show every panel somewhere', () => {
    const shown = WORKSPACES.flatMap((name) =>
      Object.keys(shippedLayout(name, { width: 1600, height: 900 }, en).panels),
    );
    expect(PANEL_IDS.filter((id) => !shown.includes(id))).toEqual([]);
  });
});
