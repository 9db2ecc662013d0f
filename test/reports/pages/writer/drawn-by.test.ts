import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHINESE_FILE, fontFiles } from '../../../../reports/charts/fonts.ts';
import { drawnBy } from '../../../../reports/pages/writer/drawn-by.ts';

describe('what a picture is drawn with', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-drawn-by-'));
  const font = (content: string): string => {
    const path = join(folder, 'font.otf');
    writeFileSync(path, content);
    return path;
  };

  test('is another where a font has other letters, so that no older picture is kept', () => {
    const before = drawnBy('code', [font('a subset of letters')]);
    expect(drawnBy('code', [font('more letters')])).not.toBe(before);
    expect(drawnBy('code', [font('a subset of letters')])).toBe(before);
  });

  test('is another where the code is', () => {
    expect(drawnBy('code')).not.toBe(drawnBy('other code'));
  });

  test('counts the fonts of every language', () => {
    expect(fontFiles()).toContain(CHINESE_FILE);
    expect(fontFiles().length).toBeGreaterThan(1);
  });
});
