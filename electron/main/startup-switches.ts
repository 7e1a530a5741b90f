/** Switches that would weaken an installed app, by exact name. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'no-sandbox',
  'disable-web-security',
  'js-flags',
  'load-extension',
  'proxy-server',
  'host-rules',
  'host-resolver-rules',
  'ignore-certificate-errors',
]);
const FORBIDDEN_BEGINNINGS = ['inspect', 'remote-debugging-'];

/** The first argument an installed app must not be started with, or `undefined`. */
export const forbiddenSwitch = (args: readonly string[]): string | undefined => args.find(isForbidden);

function isForbidden(arg: string): boolean {
  // One dash, two, or a slash: the browser underneath takes all of them, in any case.
  const match = /^(?:--?|\/)([a-z-]+)(?:=(.*))?$/is.exec(arg);
  if (!match) return false;
  const name = (match[1] ?? '').toLowerCase();
  if (name === 'password-store') return match[2] === 'basic';
  return FORBIDDEN.has(name) || FORBIDDEN_BEGINNINGS.some((beginning) => name.startsWith(beginning));
}
