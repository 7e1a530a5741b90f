import { currentSettings, useSettings } from '../host-client/settings.ts';
import { de } from './de.ts';
import { en, type Texts } from './en.ts';

const catalogues: Readonly<Record<'en' | 'de', Texts>> = { en, de };

/** The window's texts in the person's language. */
export const useTexts = (): Texts => catalogues[useSettings((settings) => settings.language)];

/** The same outside of React. */
export const currentTexts = (): Texts => catalogues[currentSettings().language];
