/** Writes a decision sheet: one file that needs no other. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Comparison } from '../../money/schema.ts';
import type { Language } from '../../words/language.ts';
import { styleOf } from '../frame/style.ts';
import { unbroken } from '../frame/unbroken.ts';
import { sheetPage } from './sheet.ts';

/** `command`: what compares the case again. Throws where the file cannot be written. */
export function writeSheet(path: string, comparison: Comparison, command: string, language: Language = 'en'): void {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  writeFileSync(path, unbroken(sheetPage({ comparison, command, style: styleOf('sheet'), language })));
}
