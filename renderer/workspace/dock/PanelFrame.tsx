import type { IDockviewPanelProps } from 'dockview-react';
import { Activity, useEffect, useState } from 'react';
import { isLinkGroup, LinkContext, type LinkGroup } from '../../linking/linked-instrument.ts';
import { PANELS, type PanelId } from './panel-catalog.ts';

/** What the dock keeps with a panel. */
export interface PanelParams {
  readonly link?: LinkGroup;
}

/**
 * A panel as the dock holds it. Hidden behind another tab it keeps its state but none of its
 * subscriptions, so that it costs nothing.
 */
export const panelFrame = (id: PanelId) =>
  function PanelFrame({ api, params }: IDockviewPanelProps<PanelParams>) {
    const [isVisible, setIsVisible] = useState(api.isVisible);
    useEffect(() => {
      const change = api.onDidVisibilityChange((event) => setIsVisible(event.isVisible));
      return () => change.dispose();
    }, [api]);
    const Panel = PANELS[id].component;
    return (
      <LinkContext value={isLinkGroup(params.link) ? params.link : 'blue'}>
        <Activity mode={isVisible ? 'visible' : 'hidden'}>
          <Panel />
        </Activity>
      </LinkContext>
    );
  };
