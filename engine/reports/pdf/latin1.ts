/** Text that the standard fonts of a PDF can show: what lies beyond Latin-1 becomes a question mark. */
export const inLatin1 = (text: string): string =>
  [...text].map((sign) => ((sign.codePointAt(0) ?? 0) <= 0xff ? sign : '?')).join('');
