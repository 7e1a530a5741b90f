interface ImportMeta {
  /** Filled in by the bundler; absent where the sources run directly. */
  readonly env?: {
    readonly MAIN_VITE_TEST_BUILD?: string;
  };
}
