const NOT_IN_STANDARD_FONTS = /[^ -~\u00A0-\u00FF]/gu;

/** Text that the standard fonts of a PDF can show: what lies beyond Latin-1 becomes a question mark. */
export const inLatin1 = (text: string): string => text.replaceAll(NOT_IN_STANDARD_FONTS, '?');
