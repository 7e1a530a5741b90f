import { type DockviewApi, DockviewReact, type DockviewTheme } from 'dockview-react';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../language/texts.ts';
import { holdDock } from './dock-handle.ts';
import { autosaveLayout, resetLayout, restoreLayout } from './layouts.ts';
import { PANEL_PAGE, serveOwnWindows } from './own-windows.ts';
import { PANEL_IDS } from './panel-catalog.ts';
import { panelFrame } from './PanelFrame.tsx';
import { PanelTab } from './PanelTab.tsx';
import type { Workspace } from './presets.ts';

const components = Object.fromEntries(PANEL_IDS.map((id) => [id, panelFrame(id)]));
const theme: DockviewTheme = { name: 'edgewright', className: 'dockview-theme-edgewright', gap: 1 };

interface DockProps {
  readonly workspace: Workspace;
  /** Grows by one when the shipped layout is wanted back. */
  readonly resets: number;
}

/** The panels of a workspace, docked as the person left them. */
export function Dock({ workspace, resets }: DockProps) {
  const [api, setApi] = useState<DockviewApi | undefined>();
  const doneResets = useRef(resets);

  useEffect(() => {
    if (api === undefined) return undefined;
    holdDock(api);
    const endServing = serveOwnWindows(api);
    let endSaving: (() => void) | undefined;
    let isCurrent = true;
    void restoreLayout(api, workspace).then(() => {
      if (isCurrent) endSaving = autosaveLayout(api, workspace);
    });
    return () => {
      isCurrent = false;
      endSaving?.();
      endServing();
      holdDock(undefined);
    };
  }, [api, workspace]);

  useEffect(() => {
    if (api === undefined || resets === doneResets.current) return;
    doneResets.current = resets;
    void resetLayout(api, workspace);
  }, [api, resets, workspace]);

  return (
    <DockviewReact
      className="dock"
      theme={theme}
      components={components}
      defaultTabComponent={PanelTab}
      watermarkComponent={EmptyDock}
      popoutUrl={PANEL_PAGE}
      onReady={(event) => setApi(event.api)}
    />
  );
}

function EmptyDock() {
  const texts = useTexts();
  return <p className="empty-panel">{texts.dock.empty}</p>;
}
