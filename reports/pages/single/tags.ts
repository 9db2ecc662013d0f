/** The tags of HTML that our templates wrote: every value of an attribute stands in double quotes, and text holds no `<`. Pure. */

export type Attribute = { readonly name: string; readonly value: string };

const TAG = /<([a-zA-Z][\w-]*)((?:\s+[^\s=>"/]+(?:="[^"]*")?)*)(\s*\/?)>/g;
const ATTRIBUTE = /(\s+)([^\s=>"/]+)="([^"]*)"/g;

/** The HTML with each attribute as `change` has it; null takes the attribute away. */
export function withAttributes(markup: string, change: (attribute: Attribute, tag: string) => string | null): string {
  return markup.replace(TAG, (_, tag: string, attributes: string, end: string) => {
    const changed = attributes.replace(ATTRIBUTE, (_all, space: string, name: string, value: string) => {
      const next = change({ name, value }, tag.toLowerCase());
      return next === null ? '' : `${space}${name}="${next}"`;
    });
    return `<${tag}${changed}${end}>`;
  });
}

/** Every value of an attribute, in order. */
export function valuesOf(markup: string, wanted: string): string[] {
  const values: string[] = [];
  withAttributes(markup, ({ name, value }) => {
    if (name === wanted) values.push(value);
    return value;
  });
  return values;
}

/** The HTML without the images for whose source `isKept` is false. */
export function withoutImages(markup: string, isKept: (source: string) => boolean): string {
  return markup.replace(TAG, (text: string, tag: string) => {
    if (tag.toLowerCase() !== 'img') return text;
    const [source = ''] = valuesOf(text, 'src');
    return isKept(source) ? text : '';
  });
}
