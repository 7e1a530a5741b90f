import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BLOCK, BLOCK_HEARD_MS, type HeardQuestion, openChainEndpoint } from './chain-endpoint.fixture.ts';
import type { NodeLogin } from './node-login.ts';
import { createNodeSource } from './node-source.ts';

const closings: (() => void)[] = [];
afterEach(() => closings.splice(0).forEach((close) => close()));

const info = {
  chain: 'main',
  blocks: BLOCK.height,
  headers: BLOCK.height,
  bestblockhash: BLOCK.id,
  difficulty: BLOCK.difficulty,
  initialblockdownload: false,
};
const header = { hash: BLOCK.id, height: BLOCK.height, time: BLOCK.timestamp, difficulty: BLOCK.difficulty };

type Results = Readonly<Record<string, (params: readonly unknown[]) => unknown>>;

const answers =
  (results: Results = {}) =>
  ({ body }: HeardQuestion, response: ServerResponse) => {
    const { method, params } = JSON.parse(body) as { method: string; params: readonly unknown[] };
    const usual: Results = { getblockchaininfo: () => info, getblockheader: () => header };
    const result = (results[method] ?? usual[method])?.(params);
    response.end(JSON.stringify({ result, error: null, id: 'edgewright' }));
  };

async function nodeOf(answer: Parameters<typeof openChainEndpoint>[0], login: NodeLogin = { kind: 'none' }) {
  const endpoint = await openChainEndpoint(answer);
  closings.push(endpoint.close);
  const base = new URL(`${endpoint.url}/`);
  return {
    ...endpoint,
    source: createNodeSource({ base, login, now: () => BLOCK_HEARD_MS, timeoutMs: 500 }),
  };
}

async function troubleOf(
  answer: Parameters<typeof openChainEndpoint>[0],
  login?: NodeLogin,
): Promise<string> {
  const { source } = await nodeOf(answer, login);
  const told = await source.tip();
  return told.ok ? '' : told.failure.detail;
}

describe('a bitcoin node', () => {
  it('tells its newest block to whoever knows its password', async () => {
    const login = { kind: 'password', user: 'me', password: 'sé:cret' } as const;
    const { heard, source } = await nodeOf(answers(), login);
    expect(await source.tip()).toEqual({
      ok: true,
      value: {
        hash: BLOCK.id,
        height: BLOCK.height,
        difficulty: BLOCK.difficulty,
        blockTime: BLOCK.timestamp,
      },
    });
    const sent = heard[0]?.authorization?.replace('Basic ', '') ?? '';
    expect(Buffer.from(sent, 'base64').toString('utf8')).toBe('me:sé:cret');
  });

  it('is asked with the cookie it wrote, read anew each time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'edgewright-cookie-'));
    closings.push(() => rmSync(folder, { recursive: true }));
    const path = join(folder, '.cookie');
    writeFileSync(path, `__cookie__:${'ab'.repeat(32)}`);
    const { heard, source } = await nodeOf(answers(), { kind: 'cookie', path });
    expect(await source.tip()).toMatchObject({ ok: true });
    writeFileSync(path, `__cookie__:${'cd'.repeat(32)}`);
    await source.tip();
    const sent = heard.map(({ authorization }) =>
      Buffer.from(authorization?.slice(6) ?? '', 'base64').toString('utf8'),
    );
    expect(new Set(sent)).toEqual(
      new Set([`__cookie__:${'ab'.repeat(32)}`, `__cookie__:${'cd'.repeat(32)}`]),
    );
  });

  it('tells every change of difficulty by the headers of their blocks', async () => {
    const hashOf = (height: number) => height.toString(16).padStart(64, '0');
    const { source } = await nodeOf(
      answers({
        getblockchaininfo: () => ({ ...info, blocks: 5000 }),
        getblockhash: ([height]) => hashOf(height as number),
        getblockheader: ([hash]) => {
          const height = Number.parseInt(hash as string, 16);
          return { hash, height, time: 1_231_006_505 + height * 600, difficulty: 1 + height };
        },
      }),
    );
    const told = await source.retargets?.();
    expect(told?.ok && told.value.map(({ difficulty, height }) => [height, difficulty])).toEqual([
      [0, 1],
      [2016, 2017],
      [4032, 4033],
    ]);
  });

  it.each<[string, Results, RegExp]>([
    [
      'follows a test chain',
      { getblockchaininfo: () => ({ ...info, chain: 'test' }) },
      /chain breaks a rule: a node must follow the chain main, was "test"/,
    ],
    [
      'is still reading the chain',
      { getblockchaininfo: () => ({ ...info, initialblockdownload: true }) },
      /a node must have read the whole chain, was true/,
    ],
    ['has no difficulty', { getblockheader: () => ({ ...header, difficulty: null }) }, /difficulty breaks/],
    ['answers with nothing', { getblockchaininfo: () => null }, /the answer breaks a rule.*was null/],
  ])('is not believed when it %s', async (_what, results, expected) => {
    expect(await troubleOf(answers(results))).toMatch(expected);
  });

  it('says its own errors', async () => {
    const detail = await troubleOf((_question, response) =>
      response
        .writeHead(500)
        .end('{"result":null,"error":{"code":-28,"message":"Loading block index"},"id":"edgewright"}'),
    );
    expect(detail).toMatch(/getblockchaininfo: the node says -28: Loading block index/);
  });

  it.each([401, 403])('that refuses with %d is named, the password is not', async (status) => {
    const login = { kind: 'password', user: 'me', password: 'hunter22' } as const;
    const detail = await troubleOf((_question, response) => response.writeHead(status).end(), login);
    expect(detail).toMatch(/127\.0\.0\.1:\d+\/api\/ does not accept the user and the password/);
    expect(detail).not.toContain('hunter22');
  });

  it('is never sent a file that is no cookie', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'edgewright-cookie-'));
    closings.push(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'id_rsa');
    writeFileSync(path, 'a private key');
    const { heard, source } = await nodeOf(answers(), { kind: 'cookie', path });
    const told = await source.tip();
    expect(told.ok ? '' : told.failure.detail).toBe(
      'the cookie file must hold __cookie__: and hexadecimal digits',
    );
    expect(heard).toEqual([]);
    const gone = await nodeOf(answers(), { kind: 'cookie', path: join(folder, 'nowhere') });
    expect(await gone.source.tip()).toMatchObject({
      ok: false,
      failure: { detail: 'the cookie file could not be read: ENOENT' },
    });
  });
});
