let locale = 'en-US';
const listeners: (() => void)[] = [];

/** Sets the language of all numbers and dates, e.g. `de-DE`. */
export function setLocale(next: string): void {
  if (next === locale) return;
  locale = next;
  for (const forget of listeners) forget();
}

/** Remembers what `make` built for a key until the language changes: Intl formats are dear to make. */
export function perLocale<Key, Value>(make: (locale: string, key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  listeners.push(() => made.clear());
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(locale, key);
    made.set(key, value);
    return value;
  };
}
