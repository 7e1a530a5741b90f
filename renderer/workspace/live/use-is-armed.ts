import { useSyncExternalStore } from 'react';
import { currentView, subscribeView } from '../../engine-client/engine-view.ts';

/** Whether entries may leave for a real venue; not before the first snapshot. */
export const useIsArmed = (): boolean => useSyncExternalStore(subscribeView, isArmed);

const isArmed = (): boolean => (currentView()?.session.live?.armedUntilMs ?? null) !== null;
