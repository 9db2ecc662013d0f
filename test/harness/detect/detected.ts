/** What detection prints of a made-up machine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detect, detectionSchema } from '../../../harness/detect/detect.ts';
import { type Parts, worldOf } from './world.ts';

export const printed = (fixture: string) =>
  readFileSync(join(import.meta.dirname, '../../fixtures/detect', fixture), 'utf8');

export async function detected(parts: Parts) {
  const detection = detectionSchema.parse(await detect(worldOf(parts)));
  return { ...detection, names: detection.accelerators.map(device => `${device.vendor} ${device.name}`) };
}

export const NOTHING_ELSE = /^other accelerators looked for and not found: /;
