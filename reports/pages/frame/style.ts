/** The style of a page: what all share, then its own. */
import { readFileSync } from 'node:fs';

const SHEETS = {
  site: [
    './base.css',
    './site.css',
    './top.css',
    './tables.css',
    './marks.css',
    './figure.css',
    '../overview/overview.css',
    '../claims/claims.css',
    '../catalog/catalog.css',
    '../method/method.css',
  ],
  sheet: ['./base.css', '../sheet/sheet.css'],
} as const;

/** `site`: the report; `sheet`: the decision sheet. */
export function styleOf(page: keyof typeof SHEETS): string {
  return SHEETS[page].map(path => readFileSync(new URL(path, import.meta.url), 'utf8')).join('');
}
