import type { Texts } from '../../language/en.ts';
import { isPanelId, type PanelId } from './panel-catalog.ts';

/** Which panel of its kind this is. The first has the name of its kind, the others a number behind it. */
export interface PanelInstance {
  readonly kind: PanelId;
  /** From 1. */
  readonly number: number;
}

/** What the dock's name of a panel says: `chart`, `chart-2`; undefined for a name of another version. */
export function instanceOf(id: string): PanelInstance | undefined {
  if (isPanelId(id)) return { kind: id, number: 1 };
  const [, kind = '', digits = ''] = /^([a-z]+)-([2-9]|[1-9]\d{1,2})$/.exec(id) ?? [];
  return isPanelId(kind) ? { kind, number: Number(digits) } : undefined;
}

/** The dock's name of the first panel of a kind that is not open. */
export function freeId(kind: PanelId, isOpen: (id: string) => boolean): string {
  let number = 1;
  while (isOpen(idOf(kind, number))) number += 1;
  return idOf(kind, number);
}

const idOf = (kind: PanelId, number: number): string => (number === 1 ? kind : `${kind}-${number}`);

/** What stands on the tab of a panel. */
export function titleOf(id: string, { panels }: Pick<Texts, 'panels'>): string {
  const instance = instanceOf(id);
  if (instance === undefined) return id;
  const { kind, number } = instance;
  return number === 1 ? panels[kind] : `${panels[kind]} ${number}`;
}
