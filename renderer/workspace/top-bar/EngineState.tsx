import { useEngineStatus } from '../../host-client/engine-status.ts';
import { useTexts } from '../../language/texts.ts';
import { TopBarItem } from './TopBarItem.tsx';

/** How the engine process is doing. */
export function EngineState() {
  const texts = useTexts();
  const status = useEngineStatus();
  return (
    <TopBarItem label={texts.topBar.engine} hint={status.lastExit}>
      <span className="status-dot" data-status={status.state} aria-hidden /> {texts.engine[status.state]}
    </TopBarItem>
  );
}
