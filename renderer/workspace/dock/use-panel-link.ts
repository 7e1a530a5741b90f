import type { DockviewPanelApi } from 'dockview-react';
import { useEffect, useState } from 'react';
import type { LinkGroup } from '../../linking/linked-instrument.ts';
import { linkOf } from './dock-handle.ts';

/** The link color of a panel, followed as it changes. */
export function usePanelLink(api: DockviewPanelApi, params: Readonly<Record<string, unknown>>): LinkGroup {
  const [link, setLink] = useState(() => linkOf(params));
  useEffect(() => {
    const changes = api.onDidParametersChange((changed) => {
      // The dock tells only what was changed, and a panel keeps more than its color.
      if ('link' in changed) setLink(linkOf(changed));
    });
    return () => changes.dispose();
  }, [api]);
  return link;
}
