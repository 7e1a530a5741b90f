import { request as requestPlain } from 'node:http';
import { Agent, request as requestSecure } from 'node:https';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { VenueClock } from '../venue-clock.ts';

/** A request as ccxt hands it over once it is signed. */
export interface SignedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What came back, whole. */
export interface WholeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * A request that brought no whole response. Its message names no address and no header: both may hold a
 * signature.
 */
export class NoResponse extends Error {
  /** Whether bytes of the request may have reached the venue. */
  readonly mayHaveLeft: boolean;

  constructor(because: string, mayHaveLeft: boolean) {
    super(because);
    this.mayHaveLeft = mayHaveLeft;
  }
}

/** Larger answers are no answers of any venue. */
const MOST_CHARACTERS = 32 * 1_048_576;
const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;

/** What keeps connections between requests; destroyed when the session ends. */
export const newAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 16 });

/** How a request is sent. */
export interface SendOptions {
  readonly timeoutMs: number;
  readonly clock: VenueClock;
  /** Keeps encrypted connections between requests. */
  readonly agent: Agent;
  /** Hears that the request is on its way. */
  readonly left?: () => void;
}

/**
 * Sends one request once: nothing is repeated and no redirect is followed.
 * @throws {NoResponse} saying whether the request may have left.
 */
export function sendOnce(
  request: SignedRequest,
  { agent, clock, left, timeoutMs }: SendOptions,
): Promise<WholeResponse> {
  const { promise, reject, resolve } = Promise.withResolvers<WholeResponse>();
  let mayHaveLeft = false;
  const isSecure = request.url.startsWith('https:');
  const options: RequestOptions = { method: request.method, headers: { ...request.headers } };
  if (isSecure) options.agent = agent;
  const open = isSecure ? requestSecure : requestPlain;
  const sent: ClientRequest = open(request.url, options, (response) => read(response, { resolve, fail }));
  const stopWaiting = clock.after(timeoutMs, () => fail('TIMEOUT'));

  function fail(because: string): void {
    stopWaiting();
    reject(new NoResponse(because, mayHaveLeft));
    sent.destroy();
  }

  function leave(): void {
    mayHaveLeft = true;
    left?.();
  }

  sent.on('socket', (socket) => {
    // A connection that stands takes the bytes at once; a new one only after it, and its encryption, is up.
    if (socket.connecting) socket.once(isSecure ? 'secureConnect' : 'connect', leave);
    else leave();
  });
  sent.on('error', (error) => fail(codeOf(error)));
  sent.on('close', stopWaiting);
  sent.end(request.body);
  return promise;
}

interface Hands {
  readonly resolve: (response: WholeResponse) => void;
  readonly fail: (because: string) => void;
}

function read(response: IncomingMessage, { fail, resolve }: Hands): void {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (part: string) => {
    text += part;
    if (text.length > MOST_CHARACTERS) fail('TOO_LONG');
  });
  response.on('error', (error) => fail(codeOf(error)));
  response.on('end', () => {
    if (!response.complete) return fail('CUT');
    resolve({ status: response.statusCode ?? 0, headers: headersOf(response), text });
  });
}

const headersOf = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** The code of a failure of the network; its message may quote the request. */
function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && CODE.test(code) ? code : 'NETWORK';
}
