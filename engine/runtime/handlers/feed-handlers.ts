import type { CommandHandlers } from '../../contract/handlers.ts';
import type { Workstation } from '../workstation.ts';
import { done } from './answers.ts';

/** What a window says about its own feed. */
export const feedHandlers = (
  station: Workstation,
  windowId: number,
): Pick<CommandHandlers, 'snapshot' | 'watch' | 'seen'> => ({
  snapshot: () => {
    station.publisher.requestSnapshot(windowId);
    return done;
  },
  watch: ({ flows, ladderLevels, ladders, prints }) => {
    station.watchFlows(flows);
    station.watched = { ladders: new Set(ladders), prints: new Set(prints), ladderLevels };
    return done;
  },
  seen: ({ number }) => {
    station.publisher.seen(windowId, number);
    return done;
  },
});
