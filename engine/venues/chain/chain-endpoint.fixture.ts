import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A question an endpoint was asked. */
export interface HeardQuestion {
  readonly path: string;
  readonly body: string;
  readonly authorization: string | undefined;
}

export type AnswerChain = (question: HeardQuestion, response: ServerResponse) => void;

/** An endpoint on this machine that answers as it is told and remembers what it was asked. */
export async function openChainEndpoint(answer: AnswerChain) {
  const heard: HeardQuestion[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const question = { path: request.url ?? '', body, authorization: request.headers.authorization };
      heard.push(question);
      answer(question, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    heard,
    url: `http://127.0.0.1:${port}/api`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

export const GENESIS = '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f';
/** Block 840,000, the fourth halving, as the chain has it. */
export const BLOCK = {
  id: '0000000000000000000320283a032748cef8227873ff4872689bf23f1cda83a5',
  height: 840_000,
  timestamp: 1_713_571_767,
  bits: 0x17034219,
  difficulty: 86_388_558_925_171.02,
};
/** Ten minutes after it. */
export const BLOCK_HEARD_MS = (BLOCK.timestamp + 600) * 1000;

/** Answers of a mempool endpoint whose newest block is `BLOCK`; `other` goes first. */
export const mempoolAnswers =
  (other: Readonly<Record<string, (response: ServerResponse) => void>> = {}): AnswerChain =>
  ({ path }, response) => {
    const answers: Readonly<Record<string, string>> = {
      '/api/block-height/0': GENESIS,
      '/api/blocks/tip/hash': BLOCK.id,
      [`/api/block/${BLOCK.id}`]: JSON.stringify({ ...BLOCK, version: 1, tx_count: 3050 }),
      '/api/v1/prices': JSON.stringify({ time: BLOCK.timestamp, USD: 64_000, EUR: 60_000 }),
    };
    const own = other[path];
    if (own !== undefined) own(response);
    else if (answers[path] === undefined) response.writeHead(404).end();
    else response.end(answers[path]);
  };
