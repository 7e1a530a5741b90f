/** What a person types before frozen trading is released, in the language of the settings. */
export const RELEASE_WORD = { en: 'RELEASE', de: 'FREIGEBEN' } as const;
