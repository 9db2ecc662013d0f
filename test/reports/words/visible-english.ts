/** What a reader of a Chinese page sees in English: runs of three Latin words and more that are no names, codes, quotations or marked as English. */

const VOID: ReadonlySet<string> = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'path', 'wbr']);
const CODE: ReadonlySet<string> = new Set(['script', 'style', 'code', 'pre', 'svg']);
const SHOWN_ATTRIBUTE = /(?<![\w-])(?:aria-label|alt|title|placeholder|data-label)="([^"]*)"/g;
/** Of the head: the title stands in an element, its description here. */
const DESCRIPTION = /<meta (?:name="description"|property="og:[a-z]+") content="([^"]*)"/g;
/** A text, a comment, or a tag, whose attributes may hold any sign. */
const PIECE = /<!--.*?-->|<!doctype[^>]*>|<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>|([^<]+)/gis;

/** The texts of a document outside code and outside elements in another language, and of the attributes that are read out. */
export function shownTexts(document: string): readonly string[] {
  const open: { readonly name: string; readonly hides: boolean }[] = [];
  const texts: string[] = [];
  for (const [, slash, tag = '', attributes = '', text] of document.matchAll(PIECE)) {
    const name = tag.toLowerCase();
    const isHidden = open.some(({ hides }) => hides);
    if (text !== undefined) {
      if (!isHidden) texts.push(text);
    } else if (slash === '/') {
      const at = open.findLastIndex(element => element.name === name);
      if (at >= 0) open.splice(at);
    } else if (name !== '') {
      const lang = /(?<![\w-])lang="([^"]*)"/.exec(attributes)?.[1] ?? '';
      const hides = CODE.has(name) || (lang !== '' && !lang.startsWith('zh'));
      if (!isHidden && lang === '')
        texts.push(...[...attributes.matchAll(SHOWN_ATTRIBUTE)].map(([, value = '']) => value));
      if (!VOID.has(name) && !attributes.endsWith('/')) open.push({ name, hides });
    }
  }
  return [...texts, ...[...document.matchAll(DESCRIPTION)].map(([, value = '']) => value)];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&#39;': "'",
  '&quot;': '"',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
};

/** Programs, papers' titles in 《》, quotations in “”, commands with their options. */
const ALLOWED: readonly RegExp[] = [
  /《[^》]*》/g,
  /“[^”]*”/g,
  /moebench(?: [a-z]+){1,2}(?: --[a-z-]+(?: [\w./:,+-]+)?)*/g,
  /--[a-z-]+(?: [\w./:,+-]+)?/g,
  /ONNX Runtime|Node \d+/g,
];

const WORDS = /[A-Za-z][A-Za-z'’]*(?:[,;:]? [A-Za-z][A-Za-z'’]*){2,}/g;

/** Between two texts, so that words of both are no run. */
const APART = '\n◇\n';

/** Symbols of a formula are no words: `T, H, F, E, k`. */
const isSentence = (run: string): boolean => (run.match(/[A-Za-z'’]{2,}/g) ?? []).length >= 3;

/** `names`: of chips, models, devices, which no language translates. */
export function visibleEnglish(document: string, names: readonly string[]): readonly string[] {
  const text = shownTexts(document)
    .join(APART)
    .replace(/&(?:#39|quot|amp|lt|gt);/g, entity => ENTITIES[entity] ?? entity);
  const longestFirst = names.toSorted((a, b) => b.length - a.length);
  const withoutNames = longestFirst.reduce((rest, name) => rest.replaceAll(name, '◇'), text);
  const rest = ALLOWED.reduce((left, form) => left.replace(form, '◇'), withoutNames);
  return [...rest.matchAll(WORDS)].map(([words]) => words).filter(isSentence);
}
