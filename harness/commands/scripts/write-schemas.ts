/** `npm run schemas`: writes docs/schemas/. A test fails while what is there is not what the code says. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles } from '../schemas.ts';

const FOLDER = join('docs', 'schemas');

mkdirSync(FOLDER, { recursive: true });
for (const [name, text] of schemaFiles()) writeFileSync(join(FOLDER, name), text);
