/** Switches that keep the browser below the app quiet, offline and steady on a machine without a graphics card. */
const QUIET = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-pings',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];

/** The switches for this user: root cannot have the browser's sandbox, everybody else does. */
export function chromiumFlags(userId: number | undefined = process.getuid?.()): readonly string[] {
  return userId === 0 ? ['--no-sandbox', ...QUIET] : QUIET;
}
