import type { SafetyObstacle } from '../../../engine/contract/safety-wish.ts';
import type { EntryRule } from '../../../engine/domain/risk/looser-rules.ts';
import type { RulePreset } from '../../../engine/domain/risk/sizing-settings.ts';
import type { TradingState } from '../../../engine/domain/session/mode.ts';
import { RELEASE_WORD } from '../../contract/release-word.ts';

/** Texts of questions about what loosens safety. */
export const safetyEn = {
  safety: {
    loosen: (account: string | null) =>
      account === null ? 'Allow more than now?' : `Allow more than now, for ${account} with real money?`,
    release: (account: string | null) =>
      account === null ? 'Release trading?' : `Release trading of ${account}, with real money?`,
    releaseWord: RELEASE_WORD.en as string,
    readFirst: 'Please read this first: the button counts after three seconds.',
    allow: 'Allow it',
    doRelease: 'Release',
    keep: 'Leave it as it is',
    change: (name: string, from: string, to: string) => `${name}: ${from} → ${to}`,
    fromThen: 'It holds in ten minutes.',
    fromTomorrow: 'It holds from the next UTC day on.',
    packGoes: (title: string) => `The rule pack “${title}” goes.`,
    packLooser: (title: string) => `The rule pack “${title}” may allow more.`,
    packsWhen: 'It holds when its day is over.',
    hours: (count: string) => `${count} h`,
    minutes: (count: string) => `${count} min`,
    rules: {
      kelly: 'Kelly',
      volatilityTarget: 'Volatility target',
      cvar: 'Shortfall of the worst days',
      regime: 'Regime rules',
      drawdownGovernor: 'Drawdown governor',
      equityTiers: 'Small accounts',
      correlation: 'Positions that move alike',
    } as Readonly<Record<EntryRule, string>>,
    presets: { off: 'off', 'as-described': 'as described', corrected: 'corrected' } as Readonly<
      Record<RulePreset, string>
    >,
    exits: (strategy: string) => `Exits of ${strategy} protect less, later or not at all.`,
    minimumHold: (strategy: string) => `Exits of ${strategy} that protect may be held back.`,
    reversion: 'Other strategies count as trading the way back to a mean.',
    states: {
      active: 'entries and exits leave',
      'reduce-only': 'only what makes positions smaller leaves',
      halted: 'frozen',
    } as Readonly<Record<TradingState, string>>,
    stateNow: (state: string, because: string) => `Now: ${state}${because === '' ? '' : ` (${because})`}.`,
    stateThen: (state: string) => `Then: ${state}.`,
    hitEnds: (hit: string, of: string) =>
      `This reached limit holds nothing back any more: ${hit}${of === '' ? '' : `, ${of}`}.`,
    flatteningEnds: 'The closing of positions that is under way ends.',
    symbol: (instrument: string) =>
      `Entries leave in ${instrument} again. What others hold there is theirs from now on.`,
    wrongWord: (word: string) => `Trading stays as it is: the word to type is ${word}.`,
    busy: 'Another question is open.',
    noAnswer: 'The engine gave no answer to what was asked.',
    obstacles: {
      'nothing-to-loosen': 'There is nothing to loosen.',
      armed: 'Nothing is loosened while real orders may leave: disarm first.',
      'not-reconciled': 'The record is not compared with the venue yet: wait until it is.',
      'holds-for-the-day': 'A limit of the day holds until the day is over.',
      'changed-meanwhile': 'It has changed while you read: look again.',
    } as Readonly<Record<SafetyObstacle, string>>,
    notFlattened: {
      text: 'The positions could not be closed.',
      kept: 'Orders, positions and stops are as they were.',
      todo: 'Wait for the engine, then close them again, or close them at the venue.',
    },
  },
};
