import { type SecretStore, stateOf } from './secret-store.ts';

/** Electron's `safeStorage` as far as it is used: older runtimes have the first half, newer ones the second. */
export interface SafeStorage {
  getSelectedStorageBackend?(): string;
  isEncryptionAvailable?(): boolean;
  encryptString?(text: string): Buffer;
  decryptString?(sealed: Buffer): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(
    sealed: Buffer,
  ): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
}

/** What keeps the key: macOS and Windows have one store each, Linux says which it found. */
function backendOf(storage: SafeStorage, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'keychain';
  if (platform === 'win32') return 'dpapi';
  return storage.getSelectedStorageBackend?.() ?? 'unknown';
}

/** The key store of the operating system, through whichever calls this runtime has. */
export function openSafeStorage(storage: SafeStorage, platform: NodeJS.Platform): SecretStore {
  return storage.encryptStringAsync === undefined
    ? withWaiting(storage, platform)
    : withoutWaiting(storage, platform);
}

/** Through the calls that answer later. What the older calls sealed, these open too. */
function withoutWaiting(storage: SafeStorage, platform: NodeJS.Platform): SecretStore {
  return {
    async state() {
      const isAvailable = (await storage.isAsyncEncryptionAvailable?.()) ?? false;
      return stateOf(backendOf(storage, platform), isAvailable);
    },
    async seal(text) {
      return present(await storage.encryptStringAsync?.(text));
    },
    async open(sealed) {
      const opened = present(await storage.decryptStringAsync?.(Buffer.from(sealed)));
      return { text: opened.result, shouldSealAnew: opened.shouldReEncrypt };
    },
  };
}

/** Through the calls that answer at once, where there are no others. */
function withWaiting(storage: SafeStorage, platform: NodeJS.Platform): SecretStore {
  return {
    state: () =>
      Promise.resolve(stateOf(backendOf(storage, platform), storage.isEncryptionAvailable?.() ?? false)),
    async seal(text) {
      return present(storage.encryptString?.(text));
    },
    async open(sealed) {
      return { text: present(storage.decryptString?.(Buffer.from(sealed))), shouldSealAnew: false };
    },
  };
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the runtime has no key store');
  return value;
}
