import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { chromiumFlags } from './chromium-flags.ts';
import { ownDisplay } from './own-display.ts';

export interface LaunchOptions {
  /** Home of settings, journal and logs; a new empty folder unless given. */
  readonly userDataDir?: string;
  /** More switches for the app. */
  readonly args?: readonly string[];
  /** More variables for the app. */
  readonly env?: Readonly<Record<string, string>>;
  /** An installed copy instead of the one built from these sources. */
  readonly executablePath?: string;
  /** The folder of another copy of the built app; that of these sources unless given. */
  readonly appFolder?: string;
  /** Whom the executable runs as, when it is not the user of the test. Only root gets no browser sandbox. */
  readonly userId?: number;
  /** `real` uses the system's key store , which the test run provides. */
  readonly keyStore?: 'none' | 'real';
}

/** What to answer when the workstation asks before quitting. */
export type QuitAnswer = 'Quit and keep positions' | 'Close all positions and quit';

/** A running workstation: the app, its window's page, and its home. */
export interface Workstation {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userDataDir: string;
  /** What the host and the page wrote to standard error and to the console, for a failing test. */
  readonly output: () => readonly string[];
  /** Quits as a person would, answering the question about open positions. */
  readonly quit: (answer?: QuitAnswer) => Promise<void>;
}

/** An empty folder for settings, journal and logs. */
export const newHome = (): string => mkdtempSync(join(tmpdir(), 'edgewright-home-'));

const project = resolve(import.meta.dirname, '..', '..');

/** Starts the built app in a home of its own and waits for its window. */
export async function launchWorkstation(options: LaunchOptions = {}): Promise<Workstation> {
  const userDataDir = options.userDataDir ?? newHome();
  const isInstalled = options.executablePath !== undefined;
  const executablePath =
    options.executablePath ?? realpathSync(join(project, 'node_modules', 'electron', 'dist', 'electron'));
  const userId = options.userId ?? process.getuid?.();
  const appFolder = isInstalled && options.appFolder === undefined ? [] : [options.appFolder ?? project];
  const keyStore = options.keyStore === 'real' ? 'gnome-libsecret' : 'basic';
  const app = await _electron.launch({
    // Named always: without it Playwright swaps the key store behind the app's back.
    executablePath,
    chromiumSandbox: userId !== 0,
    args: [...chromiumFlags(userId), `--password-store=${keyStore}`, ...(options.args ?? []), ...appFolder],
    env: { ...inheritedEnvironment(), ...ownDisplay(), EDGEWRIGHT_USER_DATA: userDataDir, ...options.env },
  });
  const output: string[] = [];
  app.process().stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')));
  app.process().stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')));
  const page = await app.firstWindow();
  page.on('console', (message) => output.push(`page ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => output.push(`page failed: ${error.message}`));
  return {
    app,
    page,
    userDataDir,
    output: () => output,
    quit: (answer) => quit(app, answer ?? 'Quit and keep positions'),
  };
}

/** Every later message box is answered by its button's label; a box without it is canceled. */
export async function answerDialogs(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(({ dialog }, wanted) => {
    const answer = (...args: unknown[]) => {
      const options = args.at(-1) as Electron.MessageBoxOptions;
      const response = (options.buttons ?? []).indexOf(wanted);
      const fallback = (options.buttons ?? []).indexOf('Quit');
      return Promise.resolve({
        response: response >= 0 ? response : Math.max(fallback, 0),
        checkboxChecked: false,
      });
    };
    dialog.showMessageBox = answer as typeof dialog.showMessageBox;
  }, label);
}

async function quit(app: ElectronApplication, answer: QuitAnswer): Promise<void> {
  await answerDialogs(app, answer);
  await app.close();
}

function inheritedEnvironment(): Record<string, string> {
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    // Switches of the test runner's own Node are not the app's.
    if (value !== undefined && name !== 'NODE_OPTIONS') inherited[name] = value;
  }
  return inherited;
}
