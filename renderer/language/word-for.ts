/** The word of a code; the code itself where there is none. */
export const wordFor = (code: string, words: Readonly<Record<string, string>>): string => words[code] ?? code;
