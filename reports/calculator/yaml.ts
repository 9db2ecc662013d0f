/** Settings as a file: `moebench compare case.yaml` reads it and gives the numbers of the page. */
import { caseText } from '../offer/case-text.ts';
import type { Settings } from './settings.ts';
import { caseOf } from './written-case.ts';

export const yamlOf = (settings: Settings): string => `# moebench compare case.yaml\n${caseText(caseOf(settings))}`;
