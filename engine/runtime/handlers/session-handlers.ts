import type { CommandHandlers } from '../../contract/handlers.ts';
import type { Workstation } from '../workstation.ts';
import { done, failed } from './answers.ts';

/** Which market is open and how fast it runs. */
export const sessionHandlers = (
  station: Workstation,
): Pick<CommandHandlers, 'setSpeed' | 'openSandbox' | 'cancelJob'> => ({
  setSpeed: ({ speed }) => {
    if (station.session.description.source === 'live-data') {
      return failed('not-in-this-mode', 'live data runs at the speed of the market');
    }
    station.pump.setSpeed(speed ?? undefined);
    return done;
  },
  openSandbox: async () => {
    await station.openTrading();
    return done;
  },
  cancelJob: ({ jobId }) =>
    station.jobs.cancel(jobId) ? done : failed('no-such-job', `there is no running job ${jobId}`),
});
