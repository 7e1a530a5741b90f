import { keptFrom, type KeptSettings } from './panel-memory.ts';

/** What a setting begins with and which kept values are believed. */
export interface SettingRule<Value> {
  readonly first: Value;
  /** The value if it is one; undefined when it is broken or from another version. */
  readonly read: (kept: unknown) => Value | undefined;
  /** Whether every instrument has its own, as a number of ticks or a size must. */
  readonly isOfInstrument?: boolean;
}

/** A rule for every setting of a panel. */
export type SettingRules<Settings> = {
  readonly [Name in keyof Settings]-?: SettingRule<Settings[Name]>;
};

/** Under this name the settings of each instrument are kept. */
const OF_INSTRUMENT = 'ofInstrument';
/** So many instruments are remembered a panel; the ones set longest ago are forgotten first. */
const MOST_INSTRUMENTS = 30;

/** The settings of a panel for an instrument; what is missing or broken begins anew, the rest stays. */
export function readSettings<Settings>(
  rules: SettingRules<Settings>,
  kept: KeptSettings,
  instrument: string,
): Settings {
  const own = ownOf(kept, instrument);
  return Object.fromEntries(
    rulesOf(rules).map(([name, { first, isOfInstrument, read }]) => [
      name,
      read(valueOf(isOfInstrument === true ? own : kept, name)) ?? first,
    ]),
  ) as Settings;
}

/** What to keep after a change. Values of other versions and other instruments stay as they are. */
export function changedSettings<Settings>(
  rules: SettingRules<Settings>,
  kept: KeptSettings,
  change: Partial<Settings>,
  instrument: string,
): KeptSettings {
  const changed = rulesOf(rules).filter(([name]) => Object.hasOwn(change, name));
  const named = (isOwn: boolean) =>
    Object.fromEntries(
      changed
        .filter(([, { isOfInstrument }]) => (isOfInstrument === true) === isOwn)
        .map(([name]) => [name, change[name as keyof Settings]]),
    );
  const [common, own] = [named(false), named(true)];
  if (Object.keys(own).length === 0) return { ...kept, ...common };
  const { [instrument]: before, ...others } = keptFrom(kept[OF_INSTRUMENT]);
  const entries = [...Object.entries(others), [instrument, { ...keptFrom(before), ...own }]];
  return { ...kept, ...common, [OF_INSTRUMENT]: Object.fromEntries(entries.slice(-MOST_INSTRUMENTS)) };
}

const rulesOf = <Settings>(rules: SettingRules<Settings>): readonly [string, SettingRule<unknown>][] =>
  Object.entries(rules) as [string, SettingRule<unknown>][];

const ownOf = (kept: KeptSettings, instrument: string): KeptSettings =>
  keptFrom(valueOf(keptFrom(kept[OF_INSTRUMENT]), instrument));

const valueOf = (kept: KeptSettings, name: string): unknown =>
  Object.hasOwn(kept, name) ? kept[name] : undefined;
