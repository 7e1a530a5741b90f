import { dialogDe } from './dialog-de.ts';
import { dialogEn } from './dialog-en.ts';
import type { DialogTexts } from './dialog-texts.ts';

/** Languages the host speaks. */
export type HostLanguage = 'en' | 'de';

const texts: Readonly<Record<HostLanguage, DialogTexts>> = { en: dialogEn, de: dialogDe };

/** The texts of dialogs in a language. */
export const textsOf = (language: HostLanguage): DialogTexts => texts[language];
