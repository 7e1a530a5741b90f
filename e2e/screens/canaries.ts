import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every form in which a leaked secret would be found: plain, encoded, backwards, and as UTF-16. */
export function formsOf(secret: string): readonly Buffer[] {
  const utf8 = Buffer.from(secret, 'utf8');
  const texts = [
    secret,
    utf8.toString('base64').replace(/=+$/, ''),
    utf8.toString('base64url'),
    utf8.toString('hex'),
    utf8.toString('hex').toUpperCase(),
    encodeURIComponent(secret),
    Array.from(secret).toReversed().join(''),
  ];
  return [...texts.map((text) => Buffer.from(text, 'utf8')), Buffer.from(secret, 'utf16le')];
}

/** Names of the places in which a form of a secret stands. */
export function leaksIn(
  places: Readonly<Record<string, Buffer | string>>,
  secrets: readonly string[],
): readonly string[] {
  const forms = secrets.flatMap((secret) => formsOf(secret).map((form) => ({ secret, form })));
  return Object.entries(places).flatMap(([name, content]) => {
    const bytes = Buffer.from(content as Buffer);
    return forms.flatMap(({ form, secret }) => (bytes.includes(form) ? [`${name}: ${secret}`] : []));
  });
}

/** Every file below a folder, by its path. */
export function filesIn(folder: string): Readonly<Record<string, Buffer>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))]));
}
