import { type HostRequest, type Settings, settingsSchema } from '../contract/host-channels.ts';
import { type FileRules, GuardedFile, type JsonStore, type Opened } from './guarded-file.ts';

/** Rules of the settings file. Version 1 is the first; a change of meaning adds a migration here. */
export const settingsFile: FileRules<Settings> = {
  name: 'settings',
  title: 'settings',
  version: 1,
  longestBytes: 64 * 1024,
  parse: (value) => settingsSchema.parse(value),
  migrations: {},
  defaults: () => settingsSchema.parse({}),
};

/** The person's settings: read once at the start, written as a whole at every change. */
export class SettingsKeeper {
  readonly #file: GuardedFile<Settings>;
  readonly notice: string | null;
  #current: Settings;
  #whenChanged: (settings: Settings) => void = () => undefined;

  constructor(folder: string, nowMs: number, openStore: (folder: string, name: string) => JsonStore) {
    this.#file = new GuardedFile(folder, settingsFile, openStore);
    const opened: Opened<Settings> = this.#file.open(nowMs);
    this.notice = opened.notice;
    this.#current = opened.value;
  }

  get current(): Settings {
    return this.#current;
  }

  /** Called with the whole after every change. */
  whenChanged(then: (settings: Settings) => void): void {
    this.#whenChanged = then;
  }

  /** Replaces the named fields and answers with the whole. */
  change(change: HostRequest<'writeSettings'>): Settings {
    const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const next = settingsSchema.parse({ ...this.#current, ...named });
    this.#file.write(next);
    this.#current = next;
    this.#whenChanged(next);
    return next;
  }
}
