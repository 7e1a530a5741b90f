import type { FormulaView } from '../../../engine/contract/formula-commands.ts';

/** What a person looks for. Empty words stand for anything. */
export interface FormulaFilter {
  readonly search: string;
  readonly family: string;
  readonly role: string;
  /** A kind of input, such as `book`. */
  readonly reads: string;
}

/** A formula with its texts put together for searching. */
export interface SearchableFormula {
  readonly formula: FormulaView;
  readonly text: string;
}

/** Formulas of the catalogue, and plain indicators. */
export interface FormulaCount {
  readonly formulas: number;
  readonly indicators: number;
}

export const searchable = (formula: FormulaView): SearchableFormula => ({
  formula,
  text: [formula.id, formula.key, formula.title, formula.definition].join('\n').toLowerCase(),
});

/**
 * The formulas that fit, every word of the search somewhere in id, key, title or definition. Those whose id
 * it is come first, then those whose name holds it, then the rest, each in the order given.
 */
export function fittingFormulas(
  all: readonly SearchableFormula[],
  { family, reads, role, search }: FormulaFilter,
): readonly FormulaView[] {
  const query = search.trim().toLowerCase();
  const words = query.split(/\s+/);
  return all
    .filter(
      ({ formula, text }) =>
        (family === '' || formula.family === family) &&
        (role === '' || formula.role === role) &&
        (reads === '' || formula.reads.includes(reads)) &&
        words.every((word) => text.includes(word)),
    )
    .map(({ formula }) => formula)
    .toSorted((one, other) => rankOf(one, query) - rankOf(other, query));
}

function rankOf({ id, key, title }: FormulaView, query: string): number {
  if (query === '' || id.toLowerCase() === query) return 0;
  return title.toLowerCase().includes(query) || key.includes(query) ? 1 : 2;
}

/** Formulas in the order of their numbers, those of the catalogue first. */
export const inOrder = (formulas: readonly FormulaView[]): readonly FormulaView[] =>
  formulas.toSorted(
    (one, other) =>
      Number(isOfCatalogue(other)) - Number(isOfCatalogue(one)) ||
      Number(one.id.slice(1)) - Number(other.id.slice(1)),
  );

/** A formula of the catalogue, and no plain indicator beside it. */
const isOfCatalogue = ({ id }: FormulaView): boolean => !id.startsWith('I');

/** How many of a list are formulas of the catalogue, and how many are indicators. */
export function countOf(formulas: readonly FormulaView[]): FormulaCount {
  const ofCatalogue = formulas.filter(isOfCatalogue).length;
  return { formulas: ofCatalogue, indicators: formulas.length - ofCatalogue };
}

/** Every value of a field that occurs, in alphabetical order. */
export const valuesOf = (
  formulas: readonly FormulaView[],
  field: (formula: FormulaView) => string | readonly string[],
): readonly string[] => [...new Set(formulas.flatMap((formula) => field(formula)))].toSorted();
