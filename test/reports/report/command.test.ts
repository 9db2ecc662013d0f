import { expect, test } from 'vitest';
import { rerunCommand, shellWord } from '../../../reports/report/command.ts';
import { caseA, layerA } from '../fixture.ts';
import { capacityCase, capacityLayer, train, trainCase } from '../parts-fixture.ts';

test('a zipf routing is spelt with its exponent, and dims in the way of options', () => {
  const zipf = { ...layerA, routing: { kind: 'zipf' as const, exponent: 1.2, thresholds: [1, 2, 3, 4] } };
  expect(rerunCommand(['cpu'], { ...caseA, scaled: { topK: 2 } }, zipf)).toBe(
    'moebench run --target cpu --model toy --part moe-layer --pass forward-backward --dtype float32 --routing zipf:1.2 --dispatch dropless --top-k 2 --tokens 1000 --seed 7',
  );
});

test('a training step is named with its sequence and its learning rate', () => {
  expect(rerunCommand(['cpu'], { ...trainCase, scaled: { layers: 2 } }, train)).toBe(
    'moebench run --target cpu --model toy --part train-step --pass train --dtype float32 --routing learned --dispatch dropless --layers 2 --tokens 1000 --sequence 250 --learning-rate 0.001 --seed 7',
  );
});

test('a recorded routing names the file it came from, or leaves a place for it where the record does not', () => {
  const named = { ...capacityCase, traceFile: 'traces/my run.json' };
  expect(rerunCommand(['cpu'], named, capacityLayer)).toContain(
    "--routing 'trace:traces/my run.json' --dispatch capacity:1.25 ",
  );
  expect(rerunCommand(['cpu'], capacityCase, capacityLayer)).toContain(
    '--routing trace:FILE --dispatch capacity:1.25 ',
  );
});

test('a word that a shell would split or run is quoted', () => {
  expect(shellWord("a b's $(x)")).toBe(`'a b'\\''s $(x)'`);
});

test('strategies are asked for by name', () => {
  expect(rerunCommand(['torch-cuda:0'], caseA, layerA, ['grouped'])).toMatch(
    /^moebench run --target torch-cuda:0 --strategy grouped --model toy /,
  );
});
