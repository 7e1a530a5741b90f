import type { IDockviewPanelProps } from 'dockview-react';
import { Activity, Suspense, useEffect, useState } from 'react';
import { LinkContext } from '../../linking/linked-instrument.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useTexts } from '../../language/texts.ts';
import { PanelMemoryContext } from '../../panel-settings/panel-memory.ts';
import { dockMemory } from './dock-memory.ts';
import { PANELS, type PanelId } from './panel-catalog.ts';
import { PanelBoundary } from './PanelBoundary.tsx';
import { usePanelLink } from './use-panel-link.ts';

/**
 * A panel as the dock holds it. Hidden behind another tab it keeps its state but none of its
 * subscriptions, so that it costs nothing.
 */
export const panelFrame = (id: PanelId) =>
  function PanelFrame({ api, params }: IDockviewPanelProps) {
    const [isVisible, setIsVisible] = useState(api.isVisible);
    useEffect(() => {
      const change = api.onDidVisibilityChange((event) => setIsVisible(event.isVisible));
      return () => change.dispose();
    }, [api]);
    const link = usePanelLink(api, params);
    const [memory] = useState(() => dockMemory(api, params));
    const Panel = PANELS[id].component;
    return (
      <LinkContext value={link}>
        <PanelMemoryContext value={memory}>
          <Activity mode={isVisible ? 'visible' : 'hidden'}>
            <PanelBoundary>
              <Suspense fallback={<PanelLoading />}>
                <Panel />
              </Suspense>
            </PanelBoundary>
          </Activity>
        </PanelMemoryContext>
      </LinkContext>
    );
  };

function PanelLoading() {
  const texts = useTexts();
  return <EmptyPanel>{texts.panelOpening}</EmptyPanel>;
}
