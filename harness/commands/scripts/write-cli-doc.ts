/** `npm run cli-doc`: writes docs/CLI.md. A test fails while the page is not what the commands say. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliDoc } from '../manual/cli-doc.ts';
import { moebenchProgram } from '../program.ts';

writeFileSync(join('docs', 'CLI.md'), cliDoc(moebenchProgram()));
