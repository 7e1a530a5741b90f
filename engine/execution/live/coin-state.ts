import type { LiveStreet } from './live-street.ts';
import type { LiveVenueState } from './live-state.ts';

type CoinState = Pick<LiveVenueState, 'coinRests' | 'feeCoinRests' | 'owedForFees'>;

/** What fees taken in coins have left and owe, as plain data; nothing where none was. */
export function coinStateOf(street: LiveStreet): CoinState {
  const coinRests = street.coinRests.snapshot();
  const feeCoinRests = street.feeCoinRests.snapshot();
  const { owedForFees } = street;
  return {
    ...(coinRests.length === 0 ? {} : { coinRests }),
    ...(feeCoinRests.length === 0 ? {} : { feeCoinRests }),
    ...(owedForFees.size === 0 ? {} : { owedForFees: [...owedForFees] }),
  };
}

/** Takes up what an earlier session left. */
export function restoreCoins(street: LiveStreet, state: CoinState): void {
  street.coinRests.restore(state.coinRests ?? []);
  street.feeCoinRests.restore(state.feeCoinRests ?? []);
  street.owedForFees.clear();
  for (const [id, owed] of state.owedForFees ?? []) street.owedForFees.set(id, owed);
}
