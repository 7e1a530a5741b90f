/** One thing the engine says, as a code and its values: whoever shows it has the words. */
export type Coded<Values> = {
  readonly [Code in keyof Values]: { readonly code: Code; readonly values: Values[Code] };
}[keyof Values];

/** How values are written within a sentence. */
export interface WordingFormat {
  /** With so many digits behind the point. */
  number(value: number, digits: number): string;
  /** As exact as it is: a number, or a decimal that was kept exact. */
  plain(value: number | string): string;
  /** A part of one as percent, with so many digits behind the point. */
  percent(value: number, digits: number): string;
}

/** The sentences of a vocabulary in one language. */
export type Wording<Values, Format extends WordingFormat = WordingFormat> = {
  readonly [Code in keyof Values]: (values: Values[Code], format: Format) => string;
};

/** What is said, in the words of a language. */
export function inWords<Values, Format extends WordingFormat>(
  said: Coded<Values>,
  wording: Wording<Values, Format>,
  format: Format,
): string {
  // Code and values belong together by their type; the compiler does not follow that through the table.
  const word = wording[said.code] as (values: unknown, format: Format) => string;
  return word(said.values, format);
}

/** Values as the engine writes them: a decimal point and no groups. */
export const plainWording: WordingFormat = {
  number: (value, digits) => value.toFixed(digits),
  plain: String,
  percent: (value, digits) => `${(value * 100).toFixed(digits)} %`,
};
