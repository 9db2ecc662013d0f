/** What the pictures are drawn with, beside their plots: pictures of two sites with the same text here are the same. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as z from 'zod';
import { fontFiles } from '../../charts/fonts.ts';
import { PICTURE } from '../../charts/png.ts';

/** Their version decides how a letter is smoothed. */
const LIBRARIES = ['@napi-rs/canvas', 'chartjs-node-canvas'];

/** `code`: the bundled script of the page, which holds all code that a chart is drawn with. */
export function drawnBy(code: string, fonts: readonly string[] = fontFiles()): string {
  const hash = createHash('sha256').update(JSON.stringify([PICTURE, LIBRARIES.map(versionOf), code]));
  for (const font of fonts) hash.update(readFileSync(font));
  return hash.digest('hex');
}

const packageSchema = z.object({ version: z.string() });

const versionOf = (name: string): string => {
  const path = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return packageSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).version;
};
