import type { RulePack } from '../../domain/risk/rule-pack.ts';

const PRAGUE = 'Europe/Prague';

/** As first described: a loss of 4.5 % a day and 9 % from the peak, 2 % a trade, three positions; days of UTC. */
const ftmoAsDescribed: RulePack = {
  id: 'ftmo-as-described',
  title: 'FTMO, as described',
  zone: 'UTC',
  dailyLoss: { share: 0.045, of: 'equity-at-midnight', from: 'equity-at-midnight' },
  totalLoss: { share: 0.09, of: 'peak-equity', trails: 'peak' },
  riskPerTrade: 0.02,
  openPositions: 3,
  onDailyBreach: 'protect-only',
  onTotalBreach: 'freeze',
};

/** The same for the fast strategies: five positions of 0.5 %. */
const ftmoFastAsDescribed: RulePack = {
  ...ftmoAsDescribed,
  id: 'ftmo-fast-as-described',
  title: 'FTMO, fast strategies, as described',
  riskPerTrade: 0.005,
  openPositions: 5,
};

/** A day may cost 5 % of the first capital, open positions included; days begin at midnight CE(S)T. */
const ftmoTwoStep: RulePack = {
  id: 'ftmo-two-step',
  title: 'FTMO, two-step: 10 % in all, fixed',
  zone: PRAGUE,
  dailyLoss: { share: 0.05, of: 'initial-capital', from: 'balance-at-midnight' },
  totalLoss: { share: 0.1, of: 'initial-capital', trails: 'static' },
  onDailyBreach: 'flatten',
  onTotalBreach: 'flatten',
};

/** The same, but what may be lost in all follows the highest balance of any midnight. */
const ftmoOneStep: RulePack = {
  ...ftmoTwoStep,
  id: 'ftmo-one-step',
  title: 'FTMO, one-step: 10 % in all, trailing by the day',
  totalLoss: { share: 0.1, of: 'initial-capital', trails: 'end-of-day' },
};

/** The packs that come with the product. None is on until somebody chooses it. */
export const PRESET_PACKS: readonly RulePack[] = [
  ftmoAsDescribed,
  ftmoFastAsDescribed,
  ftmoTwoStep,
  ftmoOneStep,
];
