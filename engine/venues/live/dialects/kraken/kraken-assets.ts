/** Kraken's own names of what everybody else calls otherwise. */
export const UNIFIED: Readonly<Record<string, string>> = {
  XBT: 'BTC',
  XXBT: 'BTC',
  XDG: 'DOGE',
  XXDG: 'DOGE',
};

/** `ZUSD` is USD, `XXBT` is BTC, and what is held elsewhere (`BTC.F`) is another asset. */
export function assetOf(name: string): string {
  const unified = UNIFIED[name];
  if (unified !== undefined) return unified;
  return /^[XZ][A-Z]{3}$/.test(name) ? name.slice(1) : name;
}
