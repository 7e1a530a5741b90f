/** What a language calls a strategy, its parameters by their names, and title and description of its presets. */
export interface CatalogWords {
  readonly title: string;
  readonly hypothesis: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly presets: Readonly<Record<string, readonly [title: string, description: string]>>;
}
