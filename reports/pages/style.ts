/** The style of a page: what all share, then its own. */
import { readFileSync } from 'node:fs';

/** `site`: the report; `sheet`: the decision sheet. */
export function styleOf(page: 'site' | 'sheet'): string {
  return ['base', page].map(name => readFileSync(new URL(`./${name}.css`, import.meta.url), 'utf8')).join('');
}
