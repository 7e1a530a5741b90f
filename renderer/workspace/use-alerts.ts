import { useEffect } from 'react';
import { host } from '../host-client/host.ts';
import { notify } from '../host-client/notices.ts';

/** Shows what the host has to say, from the first moment on: an engine that does not start is told of, too. */
export function useAlerts(): void {
  useEffect(() => host().onAlert(notify), []);
}
