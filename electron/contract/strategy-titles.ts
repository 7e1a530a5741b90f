/** What strategies are called wherever a person reads of them outside the catalog, by their ids. */
export const STRATEGY_TITLES = {
  en: {
    'renaissance-gate': 'Renaissance three-phase gate',
    'order-flow': 'Order-flow score',
    'formula-vote': 'Vote of the formulas',
    'buy-and-hold': 'Buy and hold',
  },
  de: {
    'renaissance-gate': 'Renaissance-Schranke in drei Stufen',
    'order-flow': 'Orderfluss-Punktzahl',
    'formula-vote': 'Abstimmung der Formeln',
    'buy-and-hold': 'Kaufen und halten',
  },
} as const;

/** The title of a strategy; its id where nobody gave it one. */
export function strategyTitle(strategyId: string, language: 'en' | 'de'): string {
  const titles: Readonly<Record<string, string>> = STRATEGY_TITLES[language];
  return titles[strategyId] ?? strategyId;
}
