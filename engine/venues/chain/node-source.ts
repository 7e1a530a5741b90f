import { z } from 'zod';
import { askEndpoint, type EndpointLimits } from './ask-endpoint.ts';
import {
  blockHash,
  blockHeight,
  blockTime,
  checkAnswer,
  checkTip,
  difficulty,
  parseAnswer,
} from './block-rules.ts';
import { endpointName } from './chain-address.ts';
import { type ChainSource, type ChainTip, type Retarget, type Told, toldFailure } from './chain-source.ts';
import { authorizationOf, type NodeLogin } from './node-login.ts';

/** Blocks between two changes of difficulty. */
const RETARGET_BLOCKS = 2016;

const chainInfo = z.object({
  chain: z.literal('main', 'a node must follow the chain main'),
  blocks: blockHeight,
  bestblockhash: blockHash,
  difficulty,
  initialblockdownload: z.literal(false, 'a node must have read the whole chain'),
});
const header = z.object({ hash: blockHash, height: blockHeight, time: blockTime, difficulty });
const envelope = z.object({
  result: z.unknown(),
  error: z.object({ code: z.number(), message: z.string() }).nullish(),
});

/** What a source from a node of our own is made of. */
export interface NodeOptions extends EndpointLimits {
  readonly base: URL;
  readonly login: NodeLogin;
  /** Wall clock, unix ms. */
  readonly now: () => number;
}

/** The chain by the JSON-RPC of a bitcoin node: `getblockchaininfo`, then the header of its best block. */
export const createNodeSource = (options: NodeOptions): ChainSource => new NodeSource(options);

class NodeSource implements ChainSource {
  readonly kind = 'node';
  readonly endpoint: string;
  readonly #options: NodeOptions;

  constructor(options: NodeOptions) {
    this.#options = options;
    this.endpoint = endpointName(options.base);
  }

  async tip(): Promise<Told<ChainTip>> {
    const info = await this.#call('getblockchaininfo', [], chainInfo);
    if (!info.ok) return info;
    const found = await this.#call('getblockheader', [info.value.bestblockhash], header);
    if (!found.ok) return found;
    const { difficulty: told, hash, height, time } = found.value;
    const tip = { hash, height, difficulty: told, blockTime: time };
    return checkTip(tip, this.#options.now(), this.endpoint);
  }

  readonly retargets = async (): Promise<Told<readonly Retarget[]>> => {
    const info = await this.#call('getblockchaininfo', [], chainInfo);
    if (!info.ok) return info;
    const rows: Retarget[] = [];
    for (let height = 0; height <= info.value.blocks; height += RETARGET_BLOCKS) {
      const row = await this.#headerAt(height);
      if (!row.ok) return row;
      rows.push(row.value);
    }
    return { ok: true, value: rows };
  };

  async #headerAt(height: number): Promise<Told<Retarget>> {
    const hash = await this.#call('getblockhash', [height], blockHash);
    if (!hash.ok) return hash;
    const found = await this.#call('getblockheader', [hash.value], header);
    if (!found.ok) return found;
    if (found.value.height !== height)
      return toldFailure(`${this.endpoint}: asked for block ${height}, was ${found.value.height}`);
    return { ok: true, value: { time: found.value.time, height, difficulty: found.value.difficulty } };
  }

  async #call<Schema extends z.ZodType>(
    method: string,
    params: readonly (number | string)[],
    schema: Schema,
  ): Promise<Told<z.output<Schema>>> {
    const { base, login } = this.#options;
    const authorization = await authorizationOf(login);
    if (!authorization.ok) return authorization;
    const question = {
      url: base,
      body: JSON.stringify({ jsonrpc: '1.0', id: 'edgewright', method, params }),
      // A node tells its own errors with these.
      alsoAnswers: [404, 500],
      authorization: authorization.value,
    };
    const answer = await askEndpoint(question, this.#options);
    return answer.ok ? resultOf(answer.value, schema, `${this.endpoint} ${method}`) : answer;
  }
}

function resultOf<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  name: string,
): Told<z.output<Schema>> {
  const parsed = parseAnswer(envelope, text, name);
  if (!parsed.ok) return parsed;
  const { error, result } = parsed.value;
  if (error) return toldFailure(`${name}: the node says ${error.code}: ${error.message.slice(0, 120)}`);
  return checkAnswer(schema, result ?? null, name);
}
