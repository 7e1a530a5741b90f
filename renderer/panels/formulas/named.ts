/** The word of a language for something the engine names; its own name where there is none. */
export const named = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? (names[name] ?? name) : name;
