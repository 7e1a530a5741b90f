import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type AnswerChain,
  BLOCK,
  BLOCK_HEARD_MS,
  mempoolAnswers,
  openChainEndpoint,
} from './chain-endpoint.fixture.ts';
import { createEsploraSource } from './esplora-source.ts';

const BLOCK_PATH = `/api/block/${BLOCK.id}`;
let close = () => undefined as void;
afterEach(() => close());

async function sourceOf(answer: AnswerChain, kind: 'esplora' | 'mempool' = 'mempool', now = BLOCK_HEARD_MS) {
  const endpoint = await openChainEndpoint(answer);
  close = endpoint.close;
  const options = { kind, base: new URL(`${endpoint.url}/`), now: () => now, timeoutMs: 300 };
  return { ...endpoint, source: createEsploraSource(options) };
}

const sends = (text: string) => (response: ServerResponse) => void response.end(text);
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end();

describe('a REST endpoint of the chain', () => {
  it('tells the newest block, and its price where it has one', async () => {
    const { source, url } = await sourceOf(mempoolAnswers());
    expect(source.endpoint).toBe(url.replace('http://', ''));
    expect(await source.tip()).toEqual({
      ok: true,
      value: {
        hash: BLOCK.id,
        height: 840_000,
        difficulty: BLOCK.difficulty,
        blockTime: BLOCK.timestamp,
        priceUsd: 64_000,
      },
    });
  });

  it('is asked for the first block once, for a block once, and an Esplora never for a price', async () => {
    const { heard, source } = await sourceOf(mempoolAnswers(), 'esplora');
    await source.tip();
    const again = await source.tip();
    expect(again).toMatchObject({ ok: true, value: { height: 840_000 } });
    expect(heard.map(({ path }) => path)).toEqual([
      '/api/block-height/0',
      '/api/blocks/tip/hash',
      BLOCK_PATH,
      '/api/blocks/tip/hash',
    ]);
    expect(source.retargets).toBeUndefined();
  });

  it('counts with its block when its price is missing, and says so', async () => {
    const { source } = await sourceOf(mempoolAnswers({ '/api/v1/prices': sends('{"USD":"64000"}') }));
    const told = await source.tip();
    expect(told).toMatchObject({ ok: true, value: { height: 840_000 } });
    expect(told.ok && told.value.priceTrouble).toMatch(/USD breaks a rule.*was "64000"/);
    expect(told.ok && told.value.priceUsd).toBeUndefined();
  });

  it('tells every change of difficulty, the oldest first', async () => {
    const rows = [
      [1_713_571_767, 840_672, 88_104_191_118_793.16, 1.0199],
      [1_712_783_853, 838_656, 86_388_558_925_171.02, 1.0399],
    ];
    const path = '/api/v1/mining/difficulty-adjustments';
    const { source } = await sourceOf(mempoolAnswers({ [path]: sends(JSON.stringify(rows)) }));
    expect(await source.retargets?.()).toEqual({
      ok: true,
      value: [
        { time: 1_712_783_853, height: 838_656, difficulty: 86_388_558_925_171.02 },
        { time: 1_713_571_767, height: 840_672, difficulty: 88_104_191_118_793.16 },
      ],
    });
  });
});

const changed = (change: object) => sends(JSON.stringify({ ...BLOCK, ...change }));

describe('what an endpoint tells is not believed', () => {
  it.each<[string, string, (response: ServerResponse) => void, RegExp]>([
    ['when it is no JSON', BLOCK_PATH, sends('<html>'), /must answer in JSON, was "<html>"/],
    [
      'when a number is text',
      BLOCK_PATH,
      changed({ difficulty: '86' }),
      /difficulty breaks a rule: .*was "86"/,
    ],
    ['when a field is missing', BLOCK_PATH, changed({ height: undefined }), /height breaks .*was missing/],
    ['when a height is below zero', BLOCK_PATH, changed({ height: -1 }), /height breaks a rule.*was -1/],
    [
      'when the difficulty is not that of the header',
      BLOCK_PATH,
      changed({ difficulty: 86_388_558_925 }),
      /difficulty must follow from bits 386089497, was 86388558925/,
    ],
    [
      'when it is another block',
      BLOCK_PATH,
      changed({ id: 'a'.repeat(64) }),
      /asked for block 0000.*was aaaa/,
    ],
    [
      'when it is another chain',
      '/api/block-height/0',
      sends('000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943'),
      /block 0 must be that of bitcoin, was "000000000933/,
    ],
    ['when a hash is none', '/api/blocks/tip/hash', sends('tip'), /64 hexadecimal digits, was "tip"/],
    [
      'when it is busy',
      '/api/blocks/tip/hash',
      status(500),
      /tip\/hash must answer with status 200, was 500/,
    ],
    ['when it is too large', BLOCK_PATH, sends('1'.repeat(70_000)), /may answer with 65536 bytes, sent more/],
    ['when it never comes', BLOCK_PATH, () => undefined, /must answer within 300 ms, did not/],
    [
      'when it begins and never ends',
      BLOCK_PATH,
      (response) => void response.write('{'),
      /must answer within 300 ms, did not/,
    ],
    [
      'when the line breaks',
      BLOCK_PATH,
      (response) => void response.socket?.destroy(),
      /could not be reached: /,
    ],
  ])('%s', async (_what, path, answer, expected) => {
    const { source, url } = await sourceOf(mempoolAnswers({ [path]: answer }));
    const told = await source.tip();
    expect(told.ok ? '' : told.failure.detail).toMatch(expected);
    expect(told.ok ? '' : told.failure.detail).toContain(new URL(url).host);
  });

  it.each([
    ['a private host', 'http://192.168.1.1/admin', '192.168.1.1'],
    ['the machine itself', 'http://127.0.0.1:8332/', '127.0.0.1:8332'],
    ['a name of another scheme', 'file:///etc/passwd', ''],
  ])('when it sends us on to %s, which is not asked', async (_what, location, host) => {
    const { heard, source } = await sourceOf(
      mempoolAnswers({ '/api/blocks/tip/hash': status(302, { location }) }),
    );
    const told = await source.tip();
    expect(told.ok ? '' : told.failure.detail).toContain(
      `sends us on to ${host}; redirects are not followed, status was 302`,
    );
    expect(heard).toHaveLength(2);
  });

  it('when its newest block is a day old, or from the future', async () => {
    const late = await sourceOf(mempoolAnswers(), 'esplora', (BLOCK.timestamp + 30 * 3600) * 1000);
    const tooLate = await late.source.tip();
    expect(tooLate.ok ? '' : tooLate.failure.detail).toMatch(/a day old, block 840000 was 30 h old/);
    late.close();
    const early = await sourceOf(mempoolAnswers(), 'esplora', (BLOCK.timestamp - 3 * 3600) * 1000);
    const tooEarly = await early.source.tip();
    expect(tooEarly.ok ? '' : tooEarly.failure.detail).toMatch(/2 h ahead of the clock, was 10800 s/);
  });

  it.each([
    ['429', 429, '120', 120_000],
    ['503', 503, '7', 7000],
    ['429 with a date', 429, 'Sat, 01 Jan 2028 00:00:00 GMT', undefined],
    ['429 for a month', 429, '2600000', 3_600_000],
  ])('and it is left alone as long as it says: %s', async (_what, code, after, waitMs) => {
    const { source } = await sourceOf(
      mempoolAnswers({ '/api/blocks/tip/hash': status(code, { 'retry-after': after }) }),
    );
    const told = await source.tip();
    expect(told).toMatchObject({
      ok: false,
      failure: { detail: expect.stringContaining('asks us to wait') },
    });
    expect(told.ok ? undefined : told.failure.waitMs).toBe(waitMs);
  });
});
