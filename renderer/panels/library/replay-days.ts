import type { LibraryDayView } from '../../../engine/contract/library-views.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';

/** Plays days back, from their first event or from `fromMs`. Answers whether they were opened. */
export const replayDays = (
  days: readonly Pick<LibraryDayView, 'instrument' | 'day'>[],
  fromMs?: number,
): Promise<boolean> =>
  tellEngine('replayDays', {
    days: days.map(({ day, instrument }) => ({ day, instrument })),
    ...(fromMs === undefined ? {} : { fromMs }),
  });
