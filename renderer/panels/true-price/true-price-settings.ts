import type { ChainSourceRequest, TruePriceInputName } from '../../../engine/contract/true-price-commands.ts';
import { numberWithin, oneOf } from '../../panel-settings/readers.ts';
import type { SettingRules } from '../../panel-settings/setting-rules.ts';

/** An input of the panel: those of the formula and the price it is compared with. */
export type PanelInput = TruePriceInputName | 'market';

export const PANEL_INPUTS = [
  'electricityPrice',
  'fleetEfficiency',
  'height',
  'difficulty',
  'blockTime',
  'market',
  'maxSupply',
  'blocksPerYear',
  'blockSeconds',
  'genesisTime',
] as const satisfies readonly PanelInput[];

/** What a person typed, by input; those left out come from elsewhere. */
export type TypedInputs = Readonly<Partial<Record<PanelInput, string>>>;

/** How a person wants a node to know them. */
export type LoginKind = Extract<ChainSourceRequest, { kind: 'node' }>['login']['kind'];

/** What is kept with the panel. A password never is. */
export interface TruePriceSettings {
  readonly typed: TypedInputs;
  /** How far the bars of the tornado reach, a fraction. */
  readonly share: number;
  readonly sourceKind: ChainSourceRequest['kind'];
  readonly address: string;
  readonly loginKind: LoginKind;
  readonly user: string;
  readonly cookiePath: string;
}

const LONGEST = 1000;
const word = (kept: unknown): string | undefined =>
  typeof kept === 'string' && kept.length <= LONGEST ? kept : undefined;
const anyWord = { first: '', read: word } as const;

export const SHARES = [0.05, 0.1, 0.2, 0.5] as const;

export const TRUE_PRICE_RULES: SettingRules<TruePriceSettings> = {
  typed: { first: {}, read: typedFrom },
  share: { first: 0.1, read: numberWithin(0.001, 0.9) },
  sourceKind: { first: 'mempool', read: oneOf(['esplora', 'mempool', 'node'] as const) },
  address: anyWord,
  loginKind: { first: 'cookie', read: oneOf(['none', 'password', 'cookie'] as const) },
  user: anyWord,
  cookiePath: anyWord,
};

function typedFrom(kept: unknown): TypedInputs | undefined {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return undefined;
  const entries = PANEL_INPUTS.flatMap((name) => {
    const text = word((kept as Record<string, unknown>)[name]);
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(entries);
}
