import type { KeyEntryRequest } from '../../contract/accounts.ts';

interface EntryAnswer {
  readonly ok: boolean;
  readonly reply?: { readonly pasted: string };
}

/** The key-entry page's own script: it passes on what was typed and knows nothing else. */
const ask = (window as unknown as { keyEntry: (request: KeyEntryRequest) => Promise<EntryAnswer> }).keyEntry;
const inputOf = (id: string) => document.getElementById(id) as HTMLInputElement;
const NEEDED = ['label', 'apiKey', 'apiSecret'];
const LEAST_BETWEEN_MS = 2000;
let toldAt = 0;

document.addEventListener('input', () => {
  if (Date.now() - toldAt < LEAST_BETWEEN_MS) return;
  toldAt = Date.now();
  void ask({ kind: 'typing' });
});

document.getElementById('cancel')?.addEventListener('click', () => void ask({ kind: 'cancel' }));
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') void ask({ kind: 'cancel' });
});

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-paste]')) {
  button.addEventListener('click', () => void pasteInto(inputOf(button.dataset['paste'] ?? '')));
}

document.getElementById('entry')?.addEventListener('submit', (event) => {
  event.preventDefault();
  void submit();
});

async function pasteInto(input: HTMLInputElement): Promise<void> {
  const answer = await ask({ kind: 'paste' });
  if (answer.ok && answer.reply) input.value = answer.reply.pasted.trim();
  input.focus();
}

async function submit(): Promise<void> {
  const missing = NEEDED.map(inputOf).filter((input) => {
    const isMissing = input.value.trim() === '';
    input.setAttribute('aria-invalid', String(isMissing));
    return isMissing;
  });
  if (missing[0]) return missing[0].focus();
  const [label = '', apiKey = '', apiSecret = ''] = NEEDED.map((id) => inputOf(id).value);
  const venue = (document.getElementById('venue') as HTMLSelectElement).value;
  const passphrase = inputOf('passphrase').value;
  const answer = await ask({ kind: 'submit', venue, label, apiKey, apiSecret, passphrase });
  // The window is gone by now, unless the host could not read what was typed.
  if (!answer.ok) for (const id of NEEDED) inputOf(id).setAttribute('aria-invalid', 'true');
}
