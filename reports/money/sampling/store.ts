/** Values that take long to make, kept by what they follow from. */

export type Store<T> = { readonly of: (key: string, make: () => T) => T };

/** Keeps the `most` that were asked for last. */
export function storeOf<T>(most: number): Store<T> {
  const kept = new Map<string, { readonly value: T }>();
  return {
    of: (key, make) => {
      const found = kept.get(key) ?? { value: make() };
      kept.delete(key);
      kept.set(key, found);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return found.value;
    },
  };
}
