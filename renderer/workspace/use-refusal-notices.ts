import { useEffect } from 'react';
import type { RefusalView } from '../../engine/contract/views.ts';
import { currentView, subscribeView } from '../engine-client/engine-view.ts';
import { notify } from '../host-client/notices.ts';
import { currentTexts } from '../language/texts.ts';
import { measuredText } from '../linking/measured-text.ts';

/** Says at once that risk refused an order of the person's own hand; a strategy's are in its panel. */
export function useRefusalNotices(): void {
  useEffect(() => {
    let seen = currentView()?.refusals;
    return subscribeView(() => {
      const refusals = currentView()?.refusals;
      if (refusals === seen) return;
      const before = seen?.at(-1);
      seen = refusals;
      newSince(refusals ?? [], before).filter(({ runId }) => runId === 'manual').forEach(tell);
    });
  }, []);
}
