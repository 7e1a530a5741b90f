import type { Workstation } from './launch-workstation.ts';

/** The process id of the engine or of the window's page, as the host knows it; 0 while there is none. */
export const pidOf = (desk: Workstation, kind: 'engine' | 'page') =>
  desk.app.evaluate(
    ({ app }, wanted) =>
      app.getAppMetrics().find(({ name, type }) => (wanted === 'engine' ? name === 'engine' : type === 'Tab'))
        ?.pid ?? 0,
    kind,
  );
