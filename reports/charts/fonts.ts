/** The fonts of the PNGs, in the order in which a letter is looked for. They are shipped, so that every machine draws the same letters. */
import { createRequire } from 'node:module';

type Font = { readonly family: string; readonly paths: readonly string[] };

const { resolve } = createRequire(import.meta.url);

export const FONTS: readonly Font[] = [
  {
    family: 'DejaVu Sans',
    paths: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map(file => resolve(`dejavu-fonts-ttf/ttf/${file}`)),
  },
];

/** As CSS has it: what the first family lacks is taken from the next. */
export const PNG_FAMILY = FONTS.map(({ family }) => family).join(', ');
