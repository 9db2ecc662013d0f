/** The fonts of the PNGs: Latin of DejaVu, Chinese of a subset that holds the characters of the words (npm run fonts). */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Canvas from '@napi-rs/canvas';

/** For what takes long to load and few commands use: the canvas is a quarter of a start. */
const load = createRequire(import.meta.url);

const LATIN = 'DejaVu Sans';
const CHINESE = 'Moebench Sans SC';

const LATIN_FILES = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];

export const CHINESE_FILE = fileURLToPath(new URL('fonts/noto-sans-sc-subset.otf', import.meta.url));

/** A letter comes from the first family that has it; of letters in neither, from what the system has. */
export const PNG_FONT_FAMILY = `"${LATIN}", "${CHINESE}"`;

const latinFiles = (): readonly string[] => LATIN_FILES.map(file => load.resolve(`dejavu-fonts-ttf/ttf/${file}`));

/** In the order in which a letter is looked for. */
export const fontFiles = (): readonly string[] => [...latinFiles(), CHINESE_FILE];

export function registerFonts(): void {
  const { GlobalFonts }: typeof Canvas = load('@napi-rs/canvas');
  for (const file of latinFiles()) GlobalFonts.registerFromPath(file, LATIN);
  GlobalFonts.registerFromPath(CHINESE_FILE, CHINESE);
}
