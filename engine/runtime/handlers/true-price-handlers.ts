import type { Answer } from '../../contract/commands.ts';
import type { CommandHandlers } from '../../contract/handlers.ts';
import type { truePriceCommands } from '../../contract/true-price-commands.ts';
import { TRUE_PRICE_DEFAULTS } from '../../formulas/bitcoin/chain/true-price-terms.ts';
import { answerTruePrice, CHECK_CASE } from '../true-price/answer-true-price.ts';
import { readBitcoinDays } from '../true-price/bitcoin-days.ts';
import { DifficultyHistory } from '../true-price/difficulty-history.ts';
import { truePriceHistory } from '../true-price/true-price-history.ts';
import { parseRetargets } from '../true-price/typed-retargets.ts';
import type { Workstation } from '../workstation.ts';
import { failed } from './answers.ts';

/** What the TRUE PRICE panel asks. */
export function truePriceHandlers(
  station: Pick<Workstation, 'chain' | 'library'>,
): Pick<CommandHandlers, keyof typeof truePriceCommands> {
  const { chain, library } = station;
  const seen = (trouble = ''): Answer<'chain'> =>
    trouble === '' ? { ok: true, reply: chain.view() } : failed('invalid-parameter', trouble);
  return {
    truePriceSetup: () => ({ ok: true, reply: { defaults: TRUE_PRICE_DEFAULTS, check: CHECK_CASE } }),
    truePrice: (request) => ({ ok: true, reply: answerTruePrice(request) }),
    truePriceHistory: async ({ inputs, instrument }) => {
      const kept = await library.read((reader) => readBitcoinDays(reader, instrument));
      if (!kept.ok) return failed('file-refused', kept.detail);
      const rows = chain.retargets?.rows;
      const difficulties = rows && new DifficultyHistory(rows, chain.tip);
      return { ok: true, reply: truePriceHistory(kept.value, difficulties, inputs) };
    },
    chain: () => seen(),
    connectChain: ({ source }) => seen(chain.connect(source)),
    askChain: () => seen(chain.askNow()),
    disconnectChain: () => {
      chain.disconnect();
      return seen();
    },
    readRetargets: () => seen(chain.readRetargets()),
    typeRetargets: ({ text }) => {
      const parsed = parseRetargets(text);
      if (parsed.ok) chain.typeRetargets(parsed.rows);
      return seen(parsed.ok ? '' : parsed.detail);
    },
    tellChain: ({ numbers }) => {
      const { blockTime, difficulty, electricityPrice, fleetEfficiency, height } = numbers;
      chain.tell({
        ...(height === undefined ? {} : { 'chain.height': height }),
        ...(difficulty === undefined ? {} : { 'chain.difficulty': difficulty }),
        ...(blockTime === undefined ? {} : { 'chain.block-time': blockTime }),
        ...(electricityPrice === undefined ? {} : { 'mining.electricity-price': electricityPrice }),
        ...(fleetEfficiency === undefined ? {} : { 'mining.fleet-efficiency': fleetEfficiency }),
      });
      return seen();
    },
  };
}
