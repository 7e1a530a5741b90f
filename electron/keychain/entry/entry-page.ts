import { LIVE_VENUES } from '../../../engine/domain/instrument/live-venues.ts';
import { entryTexts } from './entry-texts.ts';

/** What the window is opened for: a new key, or another one for an account there is. */
export interface EntryPurpose {
  readonly language: 'en' | 'de';
  /** The account whose key is replaced. */
  readonly account?: { readonly venue: string; readonly label: string } | undefined;
}

/**
 * What the page may do: run its own script, use its own style sheet, and nothing else. No text becomes markup
 * or script.
 */
export const ENTRY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** The page as text. What it was opened for stands in it; nothing stored ever does. */
export function entryPage({ account, language }: EntryPurpose): string {
  const texts = entryTexts[language];
  const venues = Object.entries(LIVE_VENUES).map(([id, { title }]) => {
    const isChosen = account?.venue === id;
    const isOffered = account === undefined || isChosen;
    return isOffered ? `<option value="${id}"${isChosen ? ' selected' : ''}>${escaped(title)}</option>` : '';
  });
  const field = (name: 'apiKey' | 'apiSecret' | 'passphrase', hint = '') => `
      <label for="${name}">${escaped(texts[name])} <small>${escaped(hint)}</small></label>
      <div class="with-button">
        <input id="${name}" type="password" autocomplete="off" spellcheck="false" autocapitalize="off">
        <button type="button" data-paste="${name}" title="${escaped(texts.pasteHint)}">${escaped(texts.paste)}</button>
      </div>`;
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <title>${escaped(texts.title)}</title>
    <link rel="stylesheet" href="/style.css">
    <script src="/page.js" defer></script>
  </head>
  <body>
    <form id="entry" autocomplete="off">
      <h1>${escaped(texts.title)}</h1>
      <p>${escaped(texts.lead)}</p>
      <label for="venue">${escaped(texts.venue)}</label>
      <select id="venue">${venues.join('')}</select>
      <label for="label">${escaped(texts.label)}</label>
      <input id="label" maxlength="40" autocomplete="off" spellcheck="false" value="${escaped(account?.label ?? '')}">
      ${field('apiKey')}
      ${field('apiSecret')}
      ${field('passphrase', texts.passphraseHint)}
      <p>${escaped(texts.advice)}</p>
      <div class="buttons">
        <button type="button" id="cancel">${escaped(texts.cancel)}</button>
        <button type="submit">${escaped(texts.submit)}</button>
      </div>
    </form>
  </body>
</html>
`;
}

export const ENTRY_STYLE = `
:root { color-scheme: dark; font: 14px/1.45 system-ui, sans-serif; background: #0b0e11; color: #e8eaed; }
body { margin: 0; padding: 20px 24px; }
h1 { margin: 0 0 4px; font-size: 18px; }
p { margin: 6px 0 10px; color: #aab2bd; }
label { display: block; margin: 10px 0 3px; }
small { color: #aab2bd; }
input, select, button { font: inherit; color: inherit; border: 1px solid #4a5361; border-radius: 4px; background: #161b22; padding: 6px 8px; }
input, select { box-sizing: border-box; width: 100%; }
:focus-visible { outline: 2px solid #6ea8fe; outline-offset: 1px; }
.with-button { display: flex; gap: 6px; }
.buttons { display: flex; justify-content: flex-end; gap: 8px; margin-top: 14px; }
button[type=submit] { background: #1f6feb; border-color: #1f6feb; color: #ffffff; }
[aria-invalid=true] { border-color: #ff8577; }
`;
