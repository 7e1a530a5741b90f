import { inspect } from 'node:util';
import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { RedactedLines } from '../../guard/redaction/redacted-lines.ts';
import { Redactor } from '../../guard/redaction/redactor.ts';
import { measured } from '../../test/reliability/measured.ts';

const SAMPLES = 10_000;
const KEY = 'canary-key-5f3759df0815';
const SECRET = Buffer.from('canary-secret-5f3759df-0815-4711').toString('base64');
const PHRASE = 'canary phrase 5f3759df';
const CREDENTIALS = {
  apiKey: KEY,
  secret: SECRET,
  password: PHRASE,
  uid: 'canary-uid-5f3759df',
  login: 'canary-login-5f3759df',
  privateKey: `0x${'5f3759df'.repeat(8)}`,
  walletAddress: '0x00000000000000000000000000000000000c0ffe',
  token: 'canary-token-5f3759df',
};

interface Signed {
  readonly url: string;
  readonly method: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}
/** As far as a venue's client of ccxt is used here. */
interface Client {
  readonly id: string;
  readonly api: Record<string, unknown>;
  sign(path: string, api: unknown, method: string, params: object): Signed;
  fetch(url: string, method: string, headers?: object, body?: string): Promise<unknown>;
  [name: string]: unknown;
}

/** A client with a key nobody has, whose requests come to nothing in the way that is asked for. */
function clientOf(id: string, failing: 'network' | 'html' | 'refusal'): Client {
  const Exchange = (ccxt as unknown as Record<string, new (options: object) => Client>)[id];
  if (!Exchange) throw new Error(`ccxt must have ${id}`);
  const client = new Exchange({ ...CREDENTIALS, enableRateLimit: false });
  client['fetchImplementation'] = (url: string, { headers = {} }: { headers?: object }) => {
    if (failing === 'network') throw new Error(`connect ECONNREFUSED while asking ${url}`);
    const status = failing === 'html' ? 502 : 400;
    const body = failing === 'html' ? `<html>${url}</html>` : JSON.stringify({ msg: url, echo: headers });
    return Promise.resolve(new Response(body, { status, headers: { 'content-type': 'text/plain' } }));
  };
  return client;
}

/** A signed request of a venue as its client makes it; undefined where it cannot without more than a key. */
function signedBy(client: Client, turn: number): Signed | undefined {
  for (const api of ['private', 'v5Private', 'fapiPrivate', ['v1', 'private'], ['spot', 'private']]) {
    try {
      const made = client.sign('order', api, turn % 2 === 0 ? 'GET' : 'POST', { symbol: 'BTCUSDT', n: turn });
      const text = JSON.stringify(made);
      if (text.includes('canary') || /sign/i.test(text)) return made;
    } catch {
      // This venue has no such group of requests, or wants more than a key.
    }
  }
  return undefined;
}

/** Words of a request nobody may read: what the key is made of, and what was made with it. */
function secretsOf({ headers = {}, url }: Signed): readonly string[] {
  const signatures = Object.entries(headers)
    .filter(([name]) => /sign|signature|passphrase|authorization|apikey|api-key|access-key/i.test(name))
    .map(([, value]) => String(value).replace(/^(?:Basic|Bearer) /, ''));
  const inUrl = [...url.matchAll(/[?&](?:signature|sign|Signature)=([^&]+)/g)].map(
    ([, value]) => value ?? '',
  );
  return [...signatures, ...inUrl].filter((value) => value.length >= 16);
}

const OWN = [KEY, SECRET, PHRASE, CREDENTIALS.privateKey, CREDENTIALS.token, CREDENTIALS.uid];

async function errorOf(client: Client, { body, headers, method, url }: Signed): Promise<unknown> {
  try {
    return await client.fetch(url, method, headers, body);
  } catch (error) {
    return error;
  }
}

/** A text cut into pieces as a pipe would. */
function throughPipe(redactor: Redactor, text: string, pieceLength: number): string {
  const out: string[] = [];
  const lines = new RedactedLines(redactor, (line) => out.push(line));
  for (let at = 0; at < text.length; at += pieceLength) lines.push(text.slice(at, at + pieceLength));
  lines.end();
  return out.join('\n');
}

describe('what ccxt says when something fails', () => {
  it(`R-SEC-06: holds no secret after redaction, in ${SAMPLES} samples of all its venues`, async () => {
    const redactor = new Redactor();
    for (const secret of Object.values(CREDENTIALS)) redactor.hide(secret);
    const ids = ccxt.exchanges as unknown as readonly string[];
    const leaks: string[] = [];
    let samples = 0;
    let held = 0;
    const look = (id: string, text: string, secrets: readonly string[]) => {
      samples += 1;
      if ([...OWN, ...secrets].some((secret) => text.includes(secret))) held += 1;
      const shown = samples % 3 === 0 ? throughPipe(redactor, text, 1 + (samples % 97)) : redactor.text(text);
      for (const secret of [...OWN, ...secrets])
        if (shown.includes(secret)) leaks.push(`${id}: ${secret.slice(0, 12)}`);
    };
    const ways = ['network', 'html', 'refusal'] as const;
    const clients = ways.map((way) => ids.map((id) => clientOf(id, way)));
    for (let turn = 0; samples < SAMPLES; turn += 1) {
      for (const client of clients[turn % ways.length] ?? []) {
        const { id } = client;
        const signed = signedBy(client, turn);
        if (turn === 0) {
          look(id, inspect(client, { depth: 1 }), []);
          look(id, JSON.stringify({ ...CREDENTIALS, id }), []);
        }
        if (!signed) continue;
        const secrets = secretsOf(signed);
        const error = await errorOf(client, signed);
        look(id, String(error), secrets);
        look(id, inspect(error), secrets);
        look(id, inspect(signed), secrets);
        look(id, JSON.stringify(signed), secrets);
        look(
          id,
          `${signed.method} ${signed.url} ${JSON.stringify(signed.headers)} ${signed.body ?? ''}`,
          secrets,
        );
        if (samples >= SAMPLES) break;
      }
    }
    measured(
      'R-SEC-06',
      `${samples} samples of ${ids.length} venues, ${held} held a secret, ${leaks.length} after redaction`,
    );
    expect(samples).toBeGreaterThanOrEqual(SAMPLES);
    // Before redaction most of them do hold something.
    expect(held).toBeGreaterThan(SAMPLES / 2);
    expect([...new Set(leaks)]).toEqual([]);
  }, 120_000);
});
