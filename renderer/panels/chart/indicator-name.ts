import type { Texts } from '../../language/en.ts';
import type { Indicator, IndicatorKey } from './indicators.ts';

/** What an indicator is called; an added formula with its number and the settings that were changed. */
export function indicatorName({ added, key }: Indicator, { indicators }: Pick<Texts, 'indicators'>): string {
  if (added === undefined) return indicators[key as IndicatorKey];
  const settings = Object.entries(added.params).map(([name, value]) => `${name} ${value}`);
  return [added.id, added.title, ...settings].join(' ');
}
