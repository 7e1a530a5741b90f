import * as Tooltip from '@radix-ui/react-tooltip';
import { useEngineView, useHasView } from '../engine-client/engine-view.ts';
import { useConnection } from '../engine-client/feed-connection.ts';
import { useSettings } from '../host-client/settings.ts';
import { useTexts } from '../language/texts.ts';
import { Dock } from './dock/Dock.tsx';
import { isWorkspace } from './dock/presets.ts';
import { Notices } from './Notices.tsx';
import { Overlays } from './Overlays.tsx';
import { SessionBar } from './SessionBar.tsx';
import { LiveStrip } from './live/LiveStrip.tsx';
import { modeOf } from '../engine-client/session-mode.ts';
import { useModeSign } from './live/use-mode-sign.ts';
import { StaleStrip } from './StaleStrip.tsx';
import { TopBar } from './top-bar/TopBar.tsx';
import { Tour } from './Tour.tsx';
import { useHotkeys } from './use-hotkeys.ts';
import { useAlerts } from './use-alerts.ts';
import { useRefusalNotices } from './use-refusal-notices.ts';
import { useLogNotices } from './use-log-notices.ts';
import { useWindowState } from './window-state.ts';

/** The whole window. */
export function App() {
  const hasView = useHasView();
  useAlerts();
  return (
    <Tooltip.Provider delayDuration={400}>
      {hasView ? <Workspace /> : <Starting />}
      <Notices />
    </Tooltip.Provider>
  );
}

function Starting() {
  const texts = useTexts();
  return (
    <main className="starting" aria-busy="true">
      <h1>{texts.appName}</h1>
      <p>{texts.starting}</p>
      <p className="soft">{texts.startingHint}</p>
    </main>
  );
}

function Workspace() {
  useHotkeys();
  useRefusalNotices();
  useLogNotices();
  const mode = useEngineView((view) => modeOf(view.session));
  useModeSign(mode);
  const isLive = useConnection((connection) => connection.isLive);
  const workspace = useSettings((settings) => settings.workspace);
  const resets = useWindowState((state) => state.layoutResets);
  return (
    <div className="window" data-stale={!isLive}>
      <div className="bars">
        <TopBar />
        <LiveStrip />
        <SessionBar />
        {!isLive && <StaleStrip />}
        <Tour />
      </div>
      <main className="dock-area">
        <Dock workspace={isWorkspace(workspace) ? workspace : 'sandbox'} resets={resets} />
      </main>
      <Overlays />
    </div>
  );
}
