/** Smallest units of a coin. */
export const SATOSHI_PER_COIN = 100_000_000;
/** Blocks between two halvings of what a block issues. */
export const BLOCKS_PER_ERA = 210_000;

const FIRST_SUBSIDY = 50 * SATOSHI_PER_COIN;
/** Eras from which on the protocol issues nothing, whatever a shift would give. */
const LAST_ERA = 64;

/** How often the subsidy has been halved at a height of the chain of bitcoin. */
export function halvingsAt(height: number): number {
  return Math.floor(height / BLOCKS_PER_ERA);
}

/**
 * New coins the block of this height issues, in satoshi.
 *
 * Source: Nakamoto (2009), Bitcoin, the rule of `GetBlockSubsidy` in the reference client.
 */
export function subsidySatoshi(height: number): number {
  return eraSubsidy(halvingsAt(height));
}

/**
 * Coins all blocks up to this height were to issue, the first one (height 0) counted, in satoshi. A little
 * more than can be spent: the first block and some claimed less. Below 2^53 at every height, so exact.
 */
export function issuedSatoshi(height: number): number {
  const era = Math.min(halvingsAt(height), LAST_ERA);
  let issued = 0;
  for (let each = 0; each < era; each += 1) issued += BLOCKS_PER_ERA * eraSubsidy(each);
  return issued + (height - BLOCKS_PER_ERA * era + 1) * eraSubsidy(era);
}

/** Coins issued up to this height at a price in quote units: the market capitalization as the chain itself gives it. */
export function marketCapQuote(height: number, price: number): number {
  return (issuedSatoshi(height) / SATOSHI_PER_COIN) * price;
}

/** A division instead of a shift: the subsidy does not fit into 32 bits. */
function eraSubsidy(era: number): number {
  return era >= LAST_ERA ? 0 : Math.floor(FIRST_SUBSIDY / 2 ** era);
}
