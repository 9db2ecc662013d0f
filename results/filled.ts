/** A sentence with its values in their places. */

/** `{name}` becomes the value of that name; nothing where there is none. */
export function filled(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
