import type { CommandHandlers } from '../../contract/handlers.ts';
import type { Workstation } from '../workstation.ts';
import { done, failed } from './answers.ts';

/** Which market is open and how fast it runs. */
export const sessionHandlers = (
  station: Workstation,
): Pick<CommandHandlers, 'setSpeed' | 'openSandbox' | 'resetAccount' | 'cancelJob'> => ({
  setSpeed: ({ speed }) => {
    if (station.session.description.source === 'live-data') {
      return failed('not-in-this-mode', 'live data runs at the speed of the market');
    }
    station.pump.setSpeed(speed ?? undefined);
    return done;
  },
  openSandbox: async () => {
    const { account } = station;
    if (account) return failed('not-in-this-mode', `${account.accountName} is open: leave it first`);
    await station.openTrading();
    return done;
  },
  resetAccount: async ({ accountId, depositQuote }) => {
    const { description, kernel } = station.session;
    if (description.mode !== 'paper')
      return failed(
        'not-in-this-mode',
        `only a paper account can be reset, this session is ${description.mode}`,
      );
    if (accountId !== description.accountId)
      return failed('invalid-parameter', `the open account is ${description.accountId}, was ${accountId}`);
    if (Number(depositQuote) === 0)
      return failed(
        'invalid-parameter',
        `a deposit must be above zero, was ${depositQuote} ${description.currency}`,
      );
    // A fresh account would be an open door out of a freeze.
    if (kernel.tradingState !== 'active')
      return failed('not-in-this-mode', `trading is ${kernel.tradingState}: ${kernel.tradingStateReason}`);
    await station.resetAccount(depositQuote);
    const reply = { accountId: station.session.description.accountId, archivedAccountId: accountId };
    return { ok: true, reply };
  },
  cancelJob: ({ jobId }) =>
    station.jobs.cancel(jobId) ? done : failed('no-such-job', `there is no running job ${jobId}`),
});
