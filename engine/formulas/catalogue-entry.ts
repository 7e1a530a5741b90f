/** What one parameter means to the person who sets it. */
export interface ParameterMeaning {
  /** Unit of the value; `1` is a pure number. */
  readonly unit: string;
  readonly meaning: string;
  /** A setting that cannot be changed, as it is no single number or nothing depends on it. */
  readonly fixed?: string | number | boolean | readonly (string | number | readonly number[])[];
}

/** What the formula catalogue says of a formula in words, to be read by people. Line breaks mean nothing. */
export interface CatalogueEntry {
  /** Kinds of data the definition speaks of. */
  readonly inputs: readonly ('bars' | 'trades' | 'book' | 'returns' | 'external')[];
  readonly params: Readonly<Record<string, ParameterMeaning>>;
  /** The exact mathematics, in ASCII. */
  readonly definition: string;
  /** The streaming form and what one update costs. */
  readonly update: string;
  /** How the value becomes a signal, a gate, a scale, a cost or an urgency. */
  readonly signal: string;
  /** Range of the value, in words. */
  readonly range: string;
}

/** A text of the catalogue as one line. */
export function plainText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
