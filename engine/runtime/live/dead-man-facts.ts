import type { Instrument } from '../../domain/instrument/instrument.ts';
import { countsStill, type DeadManFact } from '../../domain/venue/dead-man-finding.ts';
import { CLIENT_VERSION } from '../../venues/ccxt/client-version.ts';

/**
 * Whether tests have shown, for every kind of market that is traded, that the venue's switch spares stops. Each counts for
 * 90 days and for the client it was made with; the newest of a kind is the one that counts.
 */
export function sparesStops(
  instruments: readonly Instrument[],
  facts: readonly DeadManFact[],
  now: number,
): boolean {
  const isSpared = ({ kind }: Instrument) => {
    const newest = facts
      .filter(({ market }) => market === kind)
      .toSorted(byTime)
      .at(-1);
    return (
      newest !== undefined && newest.finding === 'spares-stops' && countsStill(newest, now, CLIENT_VERSION)
    );
  };
  return instruments.length > 0 && instruments.every(isSpared);
}

const byTime = (a: DeadManFact, b: DeadManFact): number => a.testedAtMs - b.testedAtMs;
