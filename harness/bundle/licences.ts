/** The licences of everything in a bundle, each text once. */

/** A part and the texts it came with. */
export type Licensed = {
  readonly name: string;
  readonly version: string;
  readonly license: string | null;
  readonly texts: readonly string[];
};

/** One file for a person to read: who carries which licence, then every text with the parts it came with. */
export function licencesText(parts: readonly Licensed[]): string {
  const carriers = new Map<string, string[]>();
  for (const part of parts) {
    for (const text of part.texts) carriers.set(text, [...(carriers.get(text) ?? []), label(part)]);
  }
  const list = parts.map(part => {
    const none = part.texts.length === 0 ? ' (the package brings no text of it)' : '';
    return `${label(part)}: ${part.license ?? 'not said'}${none}`;
  });
  const sections = [...carriers].map(([text, names]) => `${'='.repeat(80)}\n${names.join('\n')}\n\n${text.trim()}\n`);
  return `Everything in this archive that others wrote, and its licences.\n\n${list.join('\n')}\n\n${sections.join('\n')}`;
}

function label({ name, version }: Licensed): string {
  return `${name} ${version}`;
}
