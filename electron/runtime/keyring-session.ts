import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runCommand } from './run-command.ts';
import { firstLineFrom, type TestService } from './virtual-display.ts';

const secretService = 'org.freedesktop.secrets';
/** Guards an empty keyring that lives as long as the tests. */
const testPassword = 'edgewright-tests';

/**
 * Opens a message bus and an unlocked keyring of their own, with all their files below `folder`: tests of
 * stored keys meet a genuine secret service and never the person's own one.
 */
export async function openKeyringSession(folder: string): Promise<TestService> {
  const dataHome = join(folder, 'data');
  const runtimeFolder = join(folder, 'run');
  mkdirSync(dataHome, { recursive: true });
  mkdirSync(runtimeFolder, { recursive: true, mode: 0o700 });
  const busArgs = ['--session', '--nofork', '--nopidfile', '--print-address=3'];
  const bus = spawn('dbus-daemon', busArgs, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const address = await firstLineFrom(bus, 3);
  const env = { DBUS_SESSION_BUS_ADDRESS: address, XDG_CURRENT_DESKTOP: 'GNOME' };
  const keyring = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets', '--foreground'], {
    env: { ...process.env, ...env, XDG_DATA_HOME: dataHome, XDG_RUNTIME_DIR: runtimeFolder },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin.end(testPassword);
  const close = () => {
    keyring.kill();
    bus.kill();
  };
  if (!(await answers(env))) {
    close();
    throw new Error(`${secretService} must answer on the test bus, it did not within five seconds`);
  }
  return { env, close };
}

async function answers(env: Readonly<Record<string, string>>): Promise<boolean> {
  const question = ['org.freedesktop.DBus.NameHasOwner', `string:${secretService}`];
  const args = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', ...question];
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const reply = await runCommand('dbus-send', args, { env: { ...process.env, ...env }, output: 'kept' });
    if (reply.output.includes('boolean true')) return true;
    await pause(100);
  }
  return false;
}
