/** Whether secrets can be kept on this computer, and by what. */
export type StoreState =
  | { readonly kind: 'ready'; readonly backend: string }
  /** What is there keeps nothing secret: `basic_text` scrambles with a key everybody knows. */
  | { readonly kind: 'unsafe'; readonly backend: string }
  /** A real key store that does not open: locked, gone, or not answering. */
  | { readonly kind: 'closed'; readonly backend: string };

/** A secret in the clear again. */
export interface OpenedSecret {
  readonly text: string;
  /** The store has a newer key: seal it anew. */
  readonly shouldSealAnew: boolean;
}

/** Seals texts with a key the operating system keeps. Sealing and opening reject when that fails. */
export interface SecretStore {
  state(): Promise<StoreState>;
  seal(text: string): Promise<Uint8Array>;
  open(sealed: Uint8Array): Promise<OpenedSecret>;
}

/** The key stores of Linux desktops that keep a secret; macOS and Windows have one each. */
const REAL_BACKENDS: ReadonlySet<string> = new Set([
  'gnome_libsecret',
  'kwallet',
  'kwallet5',
  'kwallet6',
  'keychain',
  'dpapi',
]);

/** The state that a named back end and its own word about being available make. */
export function stateOf(backend: string, isAvailable: boolean): StoreState {
  if (!REAL_BACKENDS.has(backend)) return { kind: 'unsafe', backend };
  return { kind: isAvailable ? 'ready' : 'closed', backend };
}
