import { useEffect } from 'react';
import type { Mode } from '../../engine-client/session-mode.ts';

/** Writes the mode on the page itself, so that the frame of every window, and of every dialog, can show it. */
export function useModeSign(mode: Mode): void {
  useEffect(() => {
    document.documentElement.dataset['mode'] = mode;
  }, [mode]);
}
