import { useEffect } from 'react';
import type { EngineView, RefusalView } from '../../engine/contract/views.ts';
import { currentView, subscribeView } from '../engine-client/engine-view.ts';
import { notify } from '../host-client/notices.ts';
import { currentTexts } from '../language/texts.ts';
import { measuredText } from '../formatting/measured-text.ts';

/** Says at once that risk refused an order of the person's own hand; those of a strategy are in its panel. */
export function useRefusalNotices(): void {
  useEffect(() => {
    let seen = currentView();
    return subscribeView(() => {
      const view = currentView();
      if (view?.refusals === seen?.refusals) return;
      for (const refusal of refusedSince(seen, view)) tell(refusal, view?.session.currency ?? '');
      seen = view;
    });
  }, []);
}

/** The refusals of hand-placed orders that the first view did not hold; none when the session is another. */
export function refusedSince(
  before: EngineView | undefined,
  now: EngineView | undefined,
): readonly RefusalView[] {
  if (before === undefined || before.session.sessionId !== now?.session.sessionId) return [];
  const lastMs = before.refusals.at(-1)?.timeMs ?? 0;
  // Whoever has to confirm an order is asked about it, which says more; a change is answered where it was asked for.
  return now.refusals.filter(
    ({ code, isChange, runId, timeMs }) =>
      runId === 'manual' && timeMs > lastMs && code !== 'order-needs-confirmation' && isChange !== true,
  );
}

function tell({ code, measured }: RefusalView, currency: string): void {
  const { columns, refusals } = currentTexts();
  const numbers = measuredText(measured, refusals.measured, currency);
  const because = `${columns.code}: ${refusals.codes[code]}`;
  notify({ level: 'warning', text: numbers === '' ? because : `${because} (${numbers})` });
}
