import type { Told } from './chain-source.ts';
import { toldFailure } from './chain-source.ts';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 64 * 1024;
/** An endpoint that wants more is asked again after an hour all the same. */
const LONGEST_WAIT_MS = 3_600_000;

/** A question to an endpoint. */
export interface EndpointQuestion {
  readonly url: URL;
  /** JSON to send; a plain question when left out. */
  readonly body?: string;
  /** Never appears in a failure. */
  readonly authorization?: string | undefined;
  /** Statuses that carry an answer besides 200; a node tells its own errors with 500. */
  readonly alsoAnswers?: readonly number[];
}

/** How long and how much is waited for; the usual limits where left out. */
export interface EndpointLimits {
  readonly timeoutMs?: number | undefined;
  readonly mostBytes?: number | undefined;
}

/**
 * Asks once and reads the answer to its end within the limits. Redirects are not followed: the address was
 * checked, where it points to was not. Failures name host and path, the rule and the value.
 */
export async function askEndpoint(
  question: EndpointQuestion,
  { mostBytes = MOST_BYTES, timeoutMs = TIMEOUT_MS }: EndpointLimits = {},
): Promise<Told<string>> {
  const { authorization, body, url } = question;
  const name = `${url.host}${url.pathname}`;
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: 'application/json, text/plain',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(authorization === undefined ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    const refusal = refusalOf(response, question, name);
    if (refusal !== undefined) {
      await response.body?.cancel();
      return refusal;
    }
    return await readWithin(response, mostBytes, name);
  } catch (error) {
    return toldFailure(`${name} ${troubleOf(error, timeoutMs)}`);
  }
}

function refusalOf(response: Response, { alsoAnswers = [], url }: EndpointQuestion, name: string) {
  const { status } = response;
  if (status === 200 || alsoAnswers.includes(status)) return undefined;
  if (status >= 300 && status < 400) {
    const host = redirectHost(response, url);
    return toldFailure(`${name} sends us on to ${host}; redirects are not followed, status was ${status}`);
  }
  const waitMs = waitOf(response.headers.get('retry-after'));
  if (status === 429 || status === 503)
    return toldFailure(`${name} asks us to wait, status was ${status}`, waitMs);
  if (status === 401 || status === 403)
    return toldFailure(`${name} does not accept the user and the password, status was ${status}`);
  return toldFailure(`${name} must answer with status 200, was ${status}`);
}

function redirectHost(response: Response, from: URL): string {
  const target = response.headers.get('location') ?? '';
  return URL.canParse(target, from.href) ? new URL(target, from).host : 'somewhere else';
}

/** Seconds an endpoint wants to be left alone; dates are not understood and count as nothing said. */
function waitOf(header: string | null): number | undefined {
  if (header === null || !/^\d{1,7}$/.test(header)) return undefined;
  return Math.min(Number(header) * 1000, LONGEST_WAIT_MS);
}

async function readWithin(response: Response, mostBytes: number, name: string): Promise<Told<string>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop gives the connection up.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return toldFailure(`${name} may answer with ${mostBytes} bytes, sent more`);
    chunks.push(chunk);
  }
  return { ok: true, value: Buffer.concat(chunks).toString('utf8') };
}

function troubleOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'could not be asked';
  if (error.name === 'TimeoutError') return `must answer within ${timeoutMs} ms, did not`;
  const code = (error.cause as { code?: unknown } | undefined)?.code;
  return `could not be reached: ${typeof code === 'string' ? code : error.message}`;
}
