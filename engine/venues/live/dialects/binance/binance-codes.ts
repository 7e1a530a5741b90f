import type { Fields } from '../../../wire/frame-fields.ts';
import { told } from '../../report-fields.ts';
import type { WireReply } from '../../venue-trader.ts';

/** One code says several things; this one of them is no refusal to rely on. */
const DUPLICATE = 'Duplicate order sent.';

/** The code of a refusal: with its words where the code alone does not decide. */
export function binanceCode({ body, status }: WireReply): string | undefined {
  if (Array.isArray(body)) return undefined;
  const { code, msg } = body as Fields;
  const isGood = code === undefined || code === '200' || code === '0';
  if (isGood) return status < 400 ? undefined : 'NO_CODE';
  const number = told(code) ?? 'NO_CODE';
  return number === '-2010' && msg === DUPLICATE ? `${number}:${DUPLICATE}` : number;
}

/** The weight this address has used in the minute, by the venue's count. */
export function usedWeightOf(headers: Readonly<Record<string, string>>): number | undefined {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-mbx-used-weight-1m');
  const used = Number(entry?.[1] ?? Number.NaN);
  return Number.isFinite(used) ? used : undefined;
}
