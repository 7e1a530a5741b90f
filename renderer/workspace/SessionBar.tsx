import { Command, LayoutDashboard, Palette, PanelsTopLeft, Settings2 } from 'lucide-react';
import { IconButton } from '../design/IconButton.tsx';
import { Segments } from '../design/Segments.tsx';
import { useSettings } from '../host-client/settings.ts';
import { useTexts } from '../language/texts.ts';
import { applySettings, nextTheme } from './actions.ts';
import { isWorkspace, WORKSPACES } from './dock/presets.ts';
import { hotkeyText } from './hotkeys.ts';
import { SpeedControl } from './SpeedControl.tsx';
import { askForShippedLayout, showOverlay } from './window-state.ts';

/** Workspaces on the left, the session's speed in the middle, the window's own actions on the right. */
export function SessionBar() {
  const texts = useTexts();
  const workspace = useSettings((settings) => settings.workspace);
  return (
    <nav className="session-bar" aria-label={texts.workspaces.label}>
      <Segments
        label={texts.workspaces.label}
        value={isWorkspace(workspace) ? workspace : 'sandbox'}
        onChange={(next) => void applySettings({ workspace: next })}
        options={WORKSPACES.map((value) => ({ value, text: texts.workspaces[value] }))}
      />
      <span className="spacer" />
      <SpeedControl />
      <span className="divider" />
      <IconButton
        icon={Command}
        label={texts.palette.label}
        hotkey={hotkeyText('palette')}
        onClick={() => showOverlay('palette')}
      />
      <IconButton icon={PanelsTopLeft} label={texts.dock.addPanel} onClick={() => showOverlay('palette')} />
      <IconButton icon={LayoutDashboard} label={texts.dock.resetLayout} onClick={askForShippedLayout} />
      <IconButton
        icon={Palette}
        label={texts.palette.toggleTheme}
        hotkey={hotkeyText('theme')}
        onClick={() => void nextTheme()}
      />
      <IconButton
        icon={Settings2}
        label={texts.settings.title}
        hotkey={hotkeyText('settings')}
        onClick={() => showOverlay('settings')}
      />
    </nav>
  );
}
