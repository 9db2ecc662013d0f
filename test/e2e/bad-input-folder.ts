/** A folder of bad input: files, suites and records that do not hold, each made once a test file. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wholeRecord } from '../results/whole-record.ts';
import { workFolder } from './command-line.ts';
import { writeSuite } from './suites.ts';

export const folder = workFolder('bad-input');
writeSuite(folder, 'tiny');
writeFileSync(join(folder, 'a-file'), 'mine');
export const configured = workFolder('configured');
writeFileSync(join(configured, 'moebench.yaml'), 'runners:\n  - python: python3\n    nmae: torch\n');
writeFileSync(join(folder, 'broken.yaml'), 'name: broken\nrounds: [1\ntiming: {}\n');

writeFileSync(
  join(folder, 'unknown-model.yaml'),
  readFileSync(join(folder, 'tiny.yaml'), 'utf8').replace('mixtral-8x7b', 'mixtrel-8x7b'),
);

writeFileSync(
  join(folder, 'case.yaml'),
  'model: ling-plus\ntokens: 1e12\ncurrency: CNY\ncandidates:\n  - chip: ling-device-d\n    price: { perHour: -1 }\n',
);

mkdirSync(join(folder, 'empty'));

/** A folder with a sealed record, a broken one, and one of a newer schema. */
export const results = join(folder, 'results');
export const path = wholeRecord(results, { stepsMs: () => [4, 6, 5] });
export const whole = readFileSync(path, 'utf8');
writeFileSync(join(results, 'broken.jsonl'), whole.replace('"medianMs":5', '"medianMs":1'));
writeFileSync(join(results, 'newer.jsonl'), whole.replace('moebench.record/2', 'moebench.record/3'));
