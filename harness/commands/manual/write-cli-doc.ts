/** `npm run cli-doc`: writes docs/CLI.md. A test fails while the page is not what the commands say. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moebenchProgram } from '../program.ts';
import { cliDoc } from './cli-doc.ts';

writeFileSync(join('docs', 'CLI.md'), cliDoc(moebenchProgram()));
