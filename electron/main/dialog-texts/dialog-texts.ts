import type { dialogEn } from './dialog-en.ts';

/** Every text of these dialogs; each language has all of them. */
export type DialogTexts = typeof dialogEn;
