import { moneyFromDecimal } from '../../../domain/units/money.ts';
import type { Random } from '../../../numerics/random.ts';
import type { Agenda } from '../agenda.ts';
import type { FaultProfile } from '../fault-profile.ts';
import { HAND_TRADED_MARKET, marketAt, SIMULATED_MARKETS } from '../simulated-instruments.ts';
import type { SimulationSettings } from '../simulation-settings.ts';
import { isCovered } from './coins.ts';
import type { FeeCoin } from './fee-coin.ts';
import { ExchangeAccount } from './exchange-account.ts';
import { EXCHANGE_KINDS } from './exchange-kinds.ts';
import { ExchangeMatching, type MatchingParts } from './exchange-matching.ts';
import { Exchange } from './exchange.ts';
import type { ExchangeParts } from './exchange-parts.ts';

/** What an exchange is opened with. */
export interface ExchangeOpening
  extends Pick<MatchingParts, 'tell' | 'onTruth' | 'onVanished'>, Pick<ExchangeParts, 'onTakenBack'> {
  readonly agenda: Agenda;
  readonly settings: SimulationSettings;
  readonly deposit: string;
  readonly random: Random;
  /** The faults of the present moment. */
  readonly faults: () => FaultProfile;
  /** No engine runs that could hear of anything. */
  readonly isUnwatched: () => boolean;
}

/** Opens the exchange of a run, with all its markets and one account. */
export function openExchange(opening: ExchangeOpening): Exchange {
  const { agenda, deposit, faults, isUnwatched, onTakenBack, onTruth, onVanished, random, settings, tell } =
    opening;
  const instruments = [...SIMULATED_MARKETS, HAND_TRADED_MARKET].map(({ instrument }) =>
    marketAt(settings.kind, instrument),
  );
  const {
    answersWithIdsOnly,
    isSpot = false,
    takesFeesInCoin = false,
    traits,
  } = EXCHANGE_KINDS[settings.kind];
  const account: ExchangeAccount = new ExchangeAccount(instruments, moneyFromDecimal(deposit), {
    takesFeesInCoin,
    heldBefore: settings.heldBefore ?? {},
    feeCoin: feeCoinOf(settings, () => ({ account, instruments, traits, matching })),
  });
  const readDelay = readDelayOf(faults, random);
  const matching: ExchangeMatching = new ExchangeMatching({
    agenda,
    account,
    random,
    readDelay,
    // Some venues leave it to the owner.
    keepsExits: settings.linked === true && settings.seed % 2 === 0,
    isSpot,
    isThin: settings.linked === true,
    triggerStalls: () => faults().triggerStalls,
    stopVanishes: () => faults().stopVanishes,
    stopVanishesUntold: () => (isUnwatched() ? faults().stopVanishesWhileDown : faults().stopVanishesUntold),
    untold: random.fork('untold'),
    // Where it was set aside as the stop was placed, the stop itself is what has it.
    hasCoins: ({ instrument, lots, side }) =>
      traits.stopsLockBalance !== false ||
      isCovered({ instrument, lots, side }, { account, instruments, traits, live: matching.live }),
    tell,
    onTruth,
    onVanished,
  });
  return new Exchange({
    account,
    agenda,
    instruments,
    matching,
    readDelay,
    traits,
    answersWithIdsOnly,
    onTakenBack,
  });
}

/** The coin that fees of other markets are taken in, as far as it is not set aside. */
function feeCoinOf(
  { feeCoin: id }: SimulationSettings,
  parts: () => Pick<ExchangeParts, 'account' | 'instruments' | 'traits' | 'matching'>,
): FeeCoin | undefined {
  if (id === undefined) return undefined;
  return {
    id,
    priceTicks: () => parts().matching.bid(id),
    isFree: (lots) =>
      isCovered({ instrument: id, lots, side: 'sell' }, { ...parts(), live: parts().matching.live }),
  };
}

/** How long what was done is not to be read yet, as the faults of the moment have it; in ms. */
const readDelayOf = (faults: () => FaultProfile, random: Random) => (): number => {
  const { readsLate, readsLateMs } = faults();
  return random.uniform() < readsLate ? random.integer(readsLateMs) : 0;
};
