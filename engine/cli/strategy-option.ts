import type { Instrument } from '../domain/instrument/instrument.ts';
import { strategyCatalog } from '../runtime/strategy-catalog.ts';
import { UsageError } from './arguments.ts';
import type { StrategyChoice } from './headless-session.ts';

/**
 * Reads `renaissance-gate:as-described@BTC/USDT:USDT,buy-and-hold`: strategy, optional preset after
 * a colon, optional instrument (id or symbol) after an at sign; the first instrument where it is left out.
 * @throws {UsageError} naming what is unknown and what there is.
 */
export function readStrategies(text: string, instruments: readonly Instrument[]): StrategyChoice[] {
  return text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => readStrategy(part.trim(), instruments));
}

function readStrategy(text: string, instruments: readonly Instrument[]): StrategyChoice {
  const [what = '', where] = text.split('@');
  const [strategyId = '', presetName] = what.split(':');
  const strategy = strategyCatalog.get(strategyId);
  if (!strategy) {
    throw new UsageError(
      `there is no strategy ${JSON.stringify(strategyId)}; there are ${[...strategyCatalog.keys()].join(', ')}`,
    );
  }
  const preset = strategy.presets.find((each) => each.name === (presetName ?? strategy.presets[0]?.name));
  if (!preset) {
    const names = strategy.presets.map((each) => each.name).join(', ');
    throw new UsageError(`${strategyId} has no preset ${JSON.stringify(presetName)}; it has ${names}`);
  }
  const instrument =
    where === undefined
      ? instruments[0]
      : instruments.find((each) => each.id === where || each.symbol === where);
  if (!instrument) {
    throw new UsageError(
      `there is no instrument ${JSON.stringify(where)}; there are ${instruments.map((each) => each.symbol).join(', ')}`,
    );
  }
  return {
    strategyId,
    instrument: instrument.id,
    params: strategy.params.parse(preset.params) as StrategyChoice['params'],
  };
}
