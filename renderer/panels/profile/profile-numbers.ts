import type { TpoProfileView, VolumeProfileView } from '../../../engine/contract/footprint-commands.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { formatFixed, formatShare, formatSigned, placesOf } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import { isTpo } from './profile-layout.ts';

/** A number of a profile with its name, its unit and what it means. */
export interface ProfileNumber {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly hint: string;
}

/** The numbers of a profile in the order a trader reads them. */
export function profileNumbers(
  profile: VolumeProfileView | TpoProfileView,
  { base, lotSize, quote, tickSize }: InstrumentView,
  texts: Texts['profile'],
): readonly ProfileNumber[] {
  const price = (name: string, value: number, hint: string): ProfileNumber => ({
    name,
    value: formatFixed(value, placesOf(tickSize)),
    unit: quote,
    hint,
  });
  const values = [
    price(texts.poc, profile.pointOfControl, texts.pocHint),
    price(texts.vah, profile.valueAreaHigh, texts.vahHint),
    price(texts.val, profile.valueAreaLow, texts.valHint),
    { name: texts.inside, value: formatShare(profile.valueShare), unit: '', hint: texts.insideHint },
  ];
  if (isTpo(profile)) {
    return [
      ...values,
      price(texts.balanceHigh, profile.initialBalanceHigh, texts.balanceHint),
      price(texts.balanceLow, profile.initialBalanceLow, texts.balanceHint),
      {
        name: texts.singles,
        value: String(profile.singlePrints.length),
        unit: texts.rows,
        hint: texts.singlesHint,
      },
    ];
  }
  const places = placesOf(lotSize);
  return [
    ...values,
    {
      name: texts.volume,
      value: formatFixed(profile.volumeBase, places),
      unit: base,
      hint: texts.volumeHint,
    },
    { name: texts.delta, value: formatSigned(profile.deltaBase, places), unit: base, hint: texts.deltaHint },
    { name: texts.bias, value: formatSigned(profile.bias, 2), unit: '', hint: texts.biasHint },
  ];
}
