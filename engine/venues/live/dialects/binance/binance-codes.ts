import type { Fields } from '../../../wire/frame-fields.ts';
import { told } from '../../report-fields.ts';
import type { WireReply } from '../../venue-trader.ts';

/** Codes that say several things, and the words that tell which; words besides these leave the code as it is. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  '-2010': ['Duplicate order sent.', 'Stop price would trigger immediately.'],
  '-2021': ['Order cancel-replace partially failed.'],
  '-2022': ['Order cancel-replace failed.'],
};

/** The code of a refusal: with its words where the code alone does not decide. */
export function binanceCode({ body, status }: WireReply): string | undefined {
  if (Array.isArray(body)) return undefined;
  const { code, msg } = body as Fields;
  const isGood = code === undefined || code === '200' || code === '0';
  if (isGood) return status < 400 ? undefined : 'NO_CODE';
  const number = told(code) ?? 'NO_CODE';
  // Of two things asked for at once, what became of the new order is what the request was for.
  const half = hasTakenBack({ body, status }) ? halvesOf(body)?.['newOrderResponse'] : undefined;
  if (typeof half === 'object' && half !== null) return binanceCode({ body: half, status: 400 });
  return typeof msg === 'string' && WORDS[number]?.includes(msg) === true ? `${number}:${msg}` : number;
}

/** Whether an order was taken back for another that was refused then (rest-api, "Cancel an existing order and send a new one"). */
export function hasTakenBack({ body }: WireReply): boolean {
  const halves = halvesOf(body);
  return halves?.['cancelResult'] === 'SUCCESS' && halves['newOrderResult'] === 'FAILURE';
}

function halvesOf(body: unknown): Fields | undefined {
  const data = Array.isArray(body) ? undefined : (body as Fields)['data'];
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Fields) : undefined;
}

/** The weight this address has used in the minute, by the venue's count. */
export function usedWeightOf(headers: Readonly<Record<string, string>>): number | undefined {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-mbx-used-weight-1m');
  const used = Number(entry?.[1] ?? Number.NaN);
  return Number.isFinite(used) ? used : undefined;
}
