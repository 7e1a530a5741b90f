import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { AccountOutcome, AccountsReply } from '../../electron/contract/accounts.ts';
import type { Workstation } from '../launch/launch-workstation.ts';

/** What a person types into the key-entry window. */
export interface TypedKey {
  readonly venue: string;
  readonly label: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly passphrase?: string;
}

/** What the workstation's page is told about accounts. */
export async function accountsOf({ page }: Workstation): Promise<AccountsReply> {
  const answer = await page.evaluate(() => window.edgewright.ask('accounts', {}));
  if (!answer.ok) throw new Error(`accounts must be listed, the answer was ${answer.failure.code}`);
  return answer.reply;
}

/** Has the page ask for something about an account. */
export async function askAbout(
  { page }: Workstation,
  channel: 'checkKey' | 'removeKey' | 'lockKeys',
  id?: string,
): Promise<AccountOutcome> {
  const answer = await page.evaluate(
    ([name, account]) =>
      name === 'lockKeys'
        ? window.edgewright.ask(name, {})
        : window.edgewright.ask(name as 'checkKey' | 'removeKey', { id: account ?? '' }),
    [channel, id] as const,
  );
  if (!answer.ok) throw new Error(`${channel} must be answered, the failure was ${answer.failure.code}`);
  return answer.reply;
}

/** Opens the key-entry window, for the key of a new account or of the one named. */
export async function openKeyEntry({ app, page }: Workstation, id?: string): Promise<Page> {
  const [entry] = await Promise.all([
    app.waitForEvent('window'),
    page.evaluate(
      (account) =>
        account === undefined
          ? window.edgewright.ask('addKey', {})
          : window.edgewright.ask('replaceKey', { id: account }),
      id,
    ),
  ]);
  await expect(entry.locator('#entry')).toBeVisible();
  return entry;
}

/** Types a key as a person would and submits it; answers when the window is gone. */
export async function typeKey(entry: Page, key: TypedKey): Promise<void> {
  await entry.selectOption('#venue', key.venue);
  await entry.fill('#label', key.label);
  await entry.fill('#apiKey', key.apiKey);
  await entry.fill('#apiSecret', key.apiSecret);
  if (key.passphrase !== undefined) await entry.fill('#passphrase', key.passphrase);
  const closed = entry.waitForEvent('close');
  await entry.click('button[type=submit]').catch(() => undefined);
  await closed;
}

/** Messages of every native box since the last call of `answerDialogs`, read in the host. */
export const windowsOf = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
