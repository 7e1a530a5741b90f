import { expect, it } from 'vitest';
import type { DeadManFact } from '../../domain/venue/dead-man-finding.ts';
import { CLIENT_VERSION } from '../../venues/ccxt/client-version.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { sparesStops } from './dead-man-facts.ts';

const NINETY_DAYS_MS = 90 * 86_400_000;
const [perpetual] = sandboxInstruments;
if (perpetual === undefined) throw new Error('the sandbox lists nothing');
const spot = { ...perpetual, kind: 'spot' } as const;
const fact: DeadManFact = {
  market: 'linear-perpetual',
  finding: 'spares-stops',
  testedAtMs: 1000,
  client: CLIENT_VERSION,
};
const taking = { ...fact, finding: 'cancels-everything' } as const;

it.each([
  ['was shown', [perpetual], [fact], 2000, true],
  ['was never tested', [perpetual], [], 2000, false],
  ['was shown of another kind of market', [perpetual, spot], [fact], 2000, false],
  ['was shown of both kinds', [perpetual, spot], [fact, { ...fact, market: 'spot' }], 2000, true],
  ['was shown to take stops along', [perpetual], [taking], 2000, false],
  ['was shown to take stops along later', [perpetual], [{ ...taking, testedAtMs: 1500 }, fact], 2000, false],
  ['was shown almost 90 days ago', [perpetual], [fact], 1000 + NINETY_DAYS_MS - 1, true],
  ['was shown 90 days ago', [perpetual], [fact], 1000 + NINETY_DAYS_MS, false],
  ['was shown in the future', [perpetual], [fact], 999, false],
  ['was shown to another client', [perpetual], [{ ...fact, client: 'ccxt 4.5.0' }], 2000, false],
  ['trades nothing', [], [fact], 2000, false],
] as const)(
  'R-LV-06: a switch counts as one that spares stops where it %s: %#',
  (...[, instruments, facts, now, counts]) => {
    expect(sparesStops([...instruments], [...facts], now)).toBe(counts);
  },
);
