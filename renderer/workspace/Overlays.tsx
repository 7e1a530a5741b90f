import { AboutDialog } from './dialogs/AboutDialog.tsx';
import { AccountsDialog } from './dialogs/accounts/AccountsDialog.tsx';
import { TradeOpenDialog } from './dialogs/accounts/TradeOpenDialog.tsx';
import { KeyboardDialog } from './dialogs/KeyboardDialog.tsx';
import { SettingsDialog } from './dialogs/SettingsDialog.tsx';
import { CommandPalette } from './palette/CommandPalette.tsx';
import { ReleaseDialog } from './top-bar/ReleaseDialog.tsx';
import { showOverlay, useWindowState } from './window-state.ts';

/** The dialog or palette that lies over the workspace. */
export function Overlays() {
  const overlay = useWindowState((state) => state.overlay);
  const close = () => showOverlay('none');
  switch (overlay) {
    case 'none':
      return null;
    case 'palette':
      return <CommandPalette onClose={close} />;
    case 'settings':
      return <SettingsDialog onClose={close} />;
    case 'accounts':
      return <AccountsDialog onClose={close} />;
    case 'trade':
      return <TradeOpenDialog onClose={close} />;
    case 'about':
      return <AboutDialog onClose={close} />;
    case 'keyboard':
      return <KeyboardDialog onClose={close} />;
    case 'release':
      return <ReleaseDialog onClose={close} />;
  }
}
