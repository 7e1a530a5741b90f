/** The word of a language for something the engine names; its own name, written by `otherwise`, where there is none. */
export const named = (
  names: Readonly<Record<string, string>>,
  name: string,
  otherwise: (name: string) => string = String,
): string => (Object.hasOwn(names, name) ? names[name] : undefined) ?? otherwise(name);
