import type { DialogTexts } from './dialog-texts.ts';

/** The language that texts are in. */
export const languageOf = ({ locale }: Pick<DialogTexts, 'locale'>): 'en' | 'de' =>
  locale === 'de' ? 'de' : 'en';
