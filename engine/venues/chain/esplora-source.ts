import { z } from 'zod';
import { askEndpoint, type EndpointLimits } from './ask-endpoint.ts';
import {
  blockHash,
  blockHeight,
  blockTime,
  checkTip,
  difficulty,
  GENESIS_HASH,
  isOfBits,
  parseAnswer,
} from './block-rules.ts';
import { endpointName } from './chain-address.ts';
import { type ChainSource, type ChainTip, type Retarget, type Told, toldFailure } from './chain-source.ts';

const HISTORY_BYTES = 512 * 1024;

const block = z.object({
  id: blockHash,
  height: blockHeight,
  timestamp: blockTime,
  difficulty,
  bits: z.number().int().min(0x01_000001).max(0x1d_00ffff),
});
const prices = z.object({ USD: z.number().positive().max(1e12) });
const adjustments = z
  .array(z.tuple([blockTime, blockHeight, difficulty]).rest(z.unknown()))
  .min(1)
  .max(10_000);

/** What a source by REST is made of. */
export interface EsploraOptions extends EndpointLimits {
  /** A mempool endpoint tells a market price and the changes of difficulty too. */
  readonly kind: 'esplora' | 'mempool';
  readonly base: URL;
  /** Wall clock, unix ms. */
  readonly now: () => number;
}

/** The chain by the REST questions that Esplora and mempool share: the newest hash, then its block. */
export const createEsploraSource = (options: EsploraOptions): ChainSource => new EsploraSource(options);

class EsploraSource implements ChainSource {
  readonly kind: 'esplora' | 'mempool';
  readonly endpoint: string;
  readonly retargets: ChainSource['retargets'];
  readonly #options: EsploraOptions;
  #isBitcoin = false;
  #last: ChainTip | undefined;

  constructor(options: EsploraOptions) {
    this.#options = options;
    this.kind = options.kind;
    this.endpoint = endpointName(options.base);
    this.retargets = options.kind === 'mempool' ? () => this.#adjustments() : undefined;
  }

  async tip(): Promise<Told<ChainTip>> {
    const chain = await this.#checkChain();
    if (!chain.ok) return chain;
    const newest = await this.#newestBlock();
    if (!newest.ok) return newest;
    const checked = checkTip(newest.value, this.#options.now(), this.endpoint);
    if (!checked.ok) return checked;
    this.#last = newest.value;
    return { ok: true, value: { ...checked.value, ...(await this.#price()) } };
  }

  async #checkChain(): Promise<Told<true>> {
    if (this.#isBitcoin) return { ok: true, value: true };
    const first = await this.#ask('block-height/0');
    if (!first.ok) return first;
    if (first.value.trim() !== GENESIS_HASH)
      return toldFailure(`${this.endpoint}: block 0 must be that of bitcoin, was ${shown(first.value)}`);
    this.#isBitcoin = true;
    return { ok: true, value: true };
  }

  async #newestBlock(): Promise<Told<ChainTip>> {
    const hash = await this.#ask('blocks/tip/hash');
    if (!hash.ok) return hash;
    const wanted = hash.value.trim();
    if (!blockHash.safeParse(wanted).success)
      return toldFailure(`${this.endpoint}: a block hash has 64 hexadecimal digits, was ${shown(wanted)}`);
    return this.#last?.hash === wanted ? { ok: true, value: this.#last } : this.#block(wanted);
  }

  async #block(wanted: string): Promise<Told<ChainTip>> {
    const answer = await this.#ask(`block/${wanted}`);
    if (!answer.ok) return answer;
    const parsed = parseAnswer(block, answer.value, `${this.endpoint}/block`);
    if (!parsed.ok) return parsed;
    const { bits, difficulty: told, height, id, timestamp } = parsed.value;
    if (id !== wanted) return toldFailure(`${this.endpoint}: asked for block ${wanted}, was ${id}`);
    if (!isOfBits(told, bits))
      return toldFailure(`${this.endpoint}: difficulty must follow from bits ${bits}, was ${told}`);
    return { ok: true, value: { hash: id, height, difficulty: told, blockTime: timestamp } };
  }

  async #price(): Promise<Pick<ChainTip, 'priceTrouble' | 'priceUsd'>> {
    if (this.kind === 'esplora') return {};
    const answer = await this.#ask('v1/prices');
    const parsed = answer.ok ? parseAnswer(prices, answer.value, `${this.endpoint}/v1/prices`) : answer;
    return parsed.ok ? { priceUsd: parsed.value.USD } : { priceTrouble: parsed.failure.detail };
  }

  async #adjustments(): Promise<Told<readonly Retarget[]>> {
    const path = 'v1/mining/difficulty-adjustments';
    const answer = await this.#ask(path, { ...this.#options, mostBytes: HISTORY_BYTES });
    if (!answer.ok) return answer;
    const parsed = parseAnswer(adjustments, answer.value, `${this.endpoint}/${path}`);
    if (!parsed.ok) return parsed;
    const rows = parsed.value.map(([time, height, told]) => ({ time, height, difficulty: told }));
    return { ok: true, value: rows.toSorted((a, b) => a.height - b.height) };
  }

  #ask(path: string, limits: EndpointLimits = this.#options): Promise<Told<string>> {
    return askEndpoint({ url: new URL(path, this.#options.base) }, limits);
  }
}

const shown = (text: string) => JSON.stringify(text.slice(0, 60));
