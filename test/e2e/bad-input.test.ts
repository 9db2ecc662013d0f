/** What a user gets wrong, and the one line they are told. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configured, folder, results } from './bad-input-folder.ts';
import { MISSING, moebench, SKIP } from './command-line.ts';

const SMALL = ['--model', 'mixtral-8x7b', '--tokens', '8', '--hidden', '8', '--ffn', '8'];

describe.skipIf(SKIP)(`bad input${SKIP ? ` (${MISSING})` : ''}`, () => {
  test.concurrent.each<[string, readonly string[], string | RegExp]>([
    ['an unknown command', ['rnu'], "unknown command 'rnu' (Did you mean run?)"],
    ['an unknown option', ['run', '--sute', 'quick'], "unknown option '--sute' (Did you mean --suite?)"],
    ['an argument too many', ['run', 'quick'], /too many arguments for 'run'/],
    [
      'an unknown model',
      ['run', '--model', 'mixtral-8x7'],
      "unknown model 'mixtral-8x7': did you mean mixtral-8x7b? (moebench list models)",
    ],
    [
      'a model whose layer is another',
      ['conform', '--model', 'hunyuan-large'],
      "model 'hunyuan-large' is for reference only: its layer differs (tokens over capacity are recycled to other experts)",
    ],
    [
      'a case with a negative price',
      ['compare', join(folder, 'case.yaml')],
      /case\.yaml:6: candidates row 1 \(ling-device-d\), price\.perHour: is -1; give a number above 0/,
    ],
    [
      'a Python that is not there',
      ['detect', '--python', '/no/python'],
      /^--python: '\/no\/python' is not there: give /,
    ],
    ['a run on it', ['run', '--python', '/no/python'], /^--python: '\/no\/python' is not there: give /],
    [
      'a Python that is a folder',
      ['run', '--python', 'empty'],
      /^--python: 'empty' is a folder: give the program in it/,
    ],
    ['no pairs', ['selftest', '--pairs', '0'], '--pairs is 0; give at least 1'],
    ['pairs that are no number', ['selftest', '--pairs', 'many'], "--pairs is 'many'; give a whole number"],
    [
      'pairs of too few rounds',
      ['selftest', '--rounds', '3'],
      '--rounds is 3; give at least 5: fewer have no interval to judge',
    ],
    [
      'options of a new self-test beside an old one',
      ['selftest', '--resume', 'x.jsonl', '--pairs', '200'],
      '--pairs has no effect with --resume: leave it out',
    ],
    ['no model', ['conform'], 'no --model given: name one of moebench list models'],
    [
      'an unknown suite',
      ['run', '--suite', 'quik'],
      "unknown suite 'quik': did you mean quick? (or give the path of a .yaml)",
    ],
    ['a suite that is not there', ['run', '--suite', 'no.yaml'], 'suite no.yaml: no such file'],
    ['a broken suite', ['run', '--suite', 'broken.yaml'], /^broken\.yaml:\d: \S+/],
    [
      'a suite with an unknown model',
      ['run', '--suite', 'unknown-model.yaml'],
      /^unknown model 'mixtrel-8x7b': did you mean mixtral-8x7b\?/,
    ],
    [
      'an unknown target',
      ['run', '--suite', 'tiny.yaml', '--target', 'cpuu'],
      "unknown target 'cpuu': did you mean cpu? (moebench detect)",
    ],
    [
      'all targets at once, of one',
      ['run', '--suite', 'tiny.yaml', '--target', 'cpu', '--concurrent'],
      '--concurrent runs all targets at once, and cpu is the only one: leave it out',
    ],
    [
      'a policy that is none',
      ['nightly', '--suite', 'tiny.yaml', '--disturbed', 'ignore'],
      "unknown policy 'ignore': known: warn, retry, fail (moebench run --help)",
    ],
    ...['run', 'nightly', 'selftest', 'detect'].map((command): [string, readonly string[], string] => [
      `a name of a machine that is no name of a folder, to ${command}`,
      [command, '--machine', '../lab'],
      "--machine is '../lab'; give 1 to 64 letters, digits, dots, dashes or underlines, the first a letter or digit",
    ]),
    [
      'a name of a machine beside an old record, which has its own',
      ['run', '--resume', 'x.jsonl', '--machine', 'lab'],
      '--machine has no effect with --resume: leave it out',
    ],
    [
      'an unknown target to conform',
      ['conform', ...SMALL, '--target', 'cpuu'],
      /^unknown target 'cpuu': did you mean cpu\?/,
    ],
    [
      'an unknown chip',
      ['report', '--results', 'results', '--reference', 'nvidia-h80'],
      /^unknown chip 'nvidia-h80': did you mean nvidia-h800 /,
    ],
    [
      'an unknown chip to nightly, before anything is run',
      ['nightly', '--suite', 'tiny.yaml', '--reference', 'nvidia-h80'],
      /^unknown chip 'nvidia-h80': did you mean nvidia-h800 /,
    ],
    [
      'a catalog that is not there to nightly, before anything is run',
      ['nightly', '--suite', 'tiny.yaml', '--catalog', 'nowhere.yaml'],
      '--catalog nowhere.yaml: no such file',
    ],
    ['an unknown list', ['list', 'chip'], "unknown list 'chip': did you mean chips?"],
    [
      'an unknown dtype',
      ['conform', ...SMALL, '--dtype', 'float8'],
      /'float8' is invalid\. Allowed choices are float32, tf32, float16, bfloat16, float8-tensorwise, float64/,
    ],
    [
      'a routing that is none',
      ['conform', ...SMALL, '--routing', 'zipf:9'],
      /^routing 'zipf:9': give learned, balanced, trace:<file> or zipf/,
    ],
    ['a number that is none', ['conform', ...SMALL, '--seed', '1.5'], "--seed is '1.5'; give a whole number"],
    ['no tokens', ['run', ...SMALL, '--tokens', '0'], 'mixtral-8x7b: tokens is 0; give a whole number of at least 1'],
    [
      'more chosen than there are',
      ['conform', ...SMALL, '--top-k', '9'],
      'mixtral-8x7b: topK is 9; at most the 8 experts',
    ],
    [
      'a capacity of nothing',
      ['run', ...SMALL, '--dispatch', 'capacity:0'],
      "dispatch 'capacity:0': give dropless or capacity:<factor> with a factor above 0",
    ],
    [
      'tokens that are no whole sequences',
      ['run', ...SMALL, '--part', 'moe-block', '--sequence', '3'],
      'mixtral-8x7b: tokens is 8; give a multiple of the sequence, 3',
    ],
    [
      'heads that do not divide',
      ['run', ...SMALL, '--part', 'moe-block', '--heads', '12', '--kv-heads', '5'],
      'mixtral-8x7b: heads is 12; give a multiple of its 5 kvHeads',
    ],
    [
      'experts that do not divide into their groups',
      ['conform', '--model', 'deepseek-v3', '--experts', '12'],
      'deepseek-v3: experts is 12; give a multiple of its 8 groups',
    ],
    [
      'one workload that no machine holds',
      ['run', ...SMALL, '--hidden', '99999999'],
      /^mixtral-8x7b\.\S+ needs about \d+\.\d GiB, the machine has \d+\.\d GiB: scale it down, or give --fit$/,
    ],
    [
      'one workload of which no slice fits',
      ['run', ...SMALL, '--hidden', '99999999', '--fit'],
      /^mixtral-8x7b: no moe-layer of it fits \d+\.\d GiB: the smallest slice \(experts 8 → 2\) needs about \d+\.\d GiB/,
    ],
    ['a fit of nothing', ['run', '--fit'], '--fit applies to one workload: give --model as well'],
    ['no rounds', ['run', '--rounds', '0'], '--rounds is 0; give at least 1'],
    [
      'a layer no machine holds',
      ['conform', ...SMALL, '--hidden', '99999999'],
      /^the oracle of this moe-layer needs about \d+\.\d GiB, the machine has \d+\.\d GiB: scale it with --tokens/,
    ],
    [
      'a day that is none',
      ['report', '--results', 'results', '--as-of', 'today'],
      "--as-of is 'today'; give a day as 2026-03-31",
    ],
    [
      'a folder of records that is not there',
      ['report', '--results', 'no'],
      /^no: no such file or folder; run moebench run first$/,
    ],
    ['records to verify that are not there', ['verify', 'no'], /^no: no such file or folder/],
    ['a record to resume that is not there', ['run', '--resume', 'no.jsonl'], /^no\.jsonl: cannot be read/],
    [
      'a broken record to resume',
      ['run', '--resume', 'results/broken.jsonl'],
      /^results\/broken\.jsonl:4: does not follow from the line before it; it cannot be resumed$/,
    ],
    [
      'a newer record to resume',
      ['run', '--resume', 'results/newer.jsonl'],
      /^results\/newer\.jsonl:1: has schema moebench\.record\/3, .*: update moebench; it cannot be resumed$/,
    ],
    ['a sealed record to resume', ['run', '--resume', 'results/lab-1/run-1.jsonl'], /is sealed: nothing to resume/],
    [
      'a file to write records into',
      ['run', ...SMALL, '--out', 'a-file'],
      /^a-file\/\S+: a part of the path is a file/,
    ],
    ['a record to import that is not there', ['import', 'no.jsonl'], /^no\.jsonl: no such file; give a record/],
    [
      'a broken record to import',
      ['import', 'results/broken.jsonl'],
      /^results\/broken\.jsonl does not verify: line 4: .*; nothing was imported$/,
    ],
    [
      'a newer record to import',
      ['import', 'results/newer.jsonl'],
      /^results\/newer\.jsonl is of a newer moebench: line 1: .*; nothing was imported$/,
    ],
    ['a folder for a bundle that is not there', ['bundle', '--out', 'no/b.tar.xz'], /no: no such folder; make it, or/],
    ['a folder in place of a bundle', ['bundle', '--out', 'empty'], 'empty is a folder; give a file'],
    [
      'a folder without a C++ library for a bundle',
      ['bundle', '--cpp-libraries', 'empty'],
      /^empty\/copyright is not there: put libstdc\+\+\.so\.6, libgcc_s\.so\.1 and their licence/,
    ],
    [
      'a file to write a site into',
      ['report', '--results', 'results', '--out', 'a-file'],
      /^a-file: a part of the path is a file/,
    ],
    [
      'a folder of other things to write a site into',
      ['report', '--results', 'results', '--out', 'results'],
      /holds files that are no moebench site/,
    ],
  ])('%s: exit 2, one line, no stack', async (_, args, message) => {
    const { code, stdout, stderr } = await moebench(folder, ...args);
    expect(stderr.split('\n')).toEqual([expect.stringMatching(/^moebench: /), '']);
    const said = stderr.slice('moebench: '.length).trimEnd();
    if (typeof message === 'string') expect(said).toBe(message);
    else expect(said).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test.concurrent('a moebench.yaml that does not hold: exit 2, and its line', async () => {
    const { code, stderr } = await moebench(configured, 'detect');
    expect(stderr).toBe('moebench: moebench.yaml:3: runners.0.nmae: Unrecognized key: "nmae"\n');
    expect(code).toBe(2);
  });

  test('nothing is written for any of it', () => {
    expect(readFileSync(join(folder, 'a-file'), 'utf8')).toBe('mine');
    expect(readdirSync(folder).toSorted()).toEqual(
      ['a-file', 'broken.yaml', 'case.yaml', 'empty', 'results', 'tiny.yaml', 'unknown-model.yaml'].toSorted(),
    );
    expect(readdirSync(results).toSorted()).toEqual(['broken.jsonl', 'lab-1', 'newer.jsonl']);
  });
});
