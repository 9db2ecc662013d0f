/** The letters of pictures: Chromium finds the fonts that come with the program and no other, so that a machine's fonts do not matter. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CHINESE_FILE } from '../../reports/charts/fonts.ts';

const LATIN_FOLDER = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
/** So that a letter without a family of its own has no serifs. */
const OTHERS = ['*Serif*', '*Condensed*', '*ExtraLight*', '*Math*'];
const SANS = ['system-ui', 'sans-serif', 'serif', 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'Noto Sans SC'];

/** Of what Chromium is started with. No hinting and no coloured edges: those differ between machines. */
export const LETTER_FLAGS = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];

/** The environment in which fontconfig knows these fonts alone. Its settings and cache lie in `folder`. */
export function letterEnvironment(folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  const settings = join(folder, 'fonts.conf');
  writeFileSync(settings, fontSettings(join(folder, 'cache')));
  return { PATH: process.env.PATH ?? '', HOME: folder, FONTCONFIG_FILE: settings };
}

const fontSettings = (cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${LATIN_FOLDER}</dir>
<dir>${dirname(CHINESE_FILE)}</dir>
<cachedir>${cache}</cachedir>
<selectfont><rejectfont>${OTHERS.map(name => `<glob>${LATIN_FOLDER}/${name}</glob>`).join('')}</rejectfont></selectfont>
${SANS.map(family => alias(family, ['DejaVu Sans', 'Moebench Sans SC'])).join('\n')}
${['monospace', 'ui-monospace'].map(family => alias(family, ['DejaVu Sans Mono', 'Moebench Sans SC'])).join('\n')}
<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit><edit name="antialias" mode="assign"><bool>true</bool></edit><edit name="rgba" mode="assign"><const>none</const></edit></match>
</fontconfig>
`;

const alias = (family: string, preferred: readonly string[]): string =>
  `<alias binding="same"><family>${family}</family><prefer>${preferred.map(name => `<family>${name}</family>`).join('')}</prefer></alias>`;
