import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Answered } from '../../../../harness/detect/runners/answer.ts';
import { askHello, askTries, LIMITS } from '../../../../harness/detect/runners/ask.ts';
import type { RunnerCommand } from '../../../../harness/detect/runners/command.ts';
import { Interrupted } from '../../../../harness/interrupt.ts';
import { DTYPES } from '../../../../suites/workload.ts';
import { HELLO, runnerOf } from './fake-runner.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-ask-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NEVER = new AbortController().signal;
/** A hang is told after this long. */
const SOON = { ...LIMITS, helloMs: 300, tryMs: 300, closeMs: 300 };

const hello = (asked: RunnerCommand, limits = LIMITS) => askHello(asked, NEVER, limits);

async function failureOf(asked: RunnerCommand, limits = LIMITS) {
  const answer = await hello(asked, limits);
  if (answer.status !== 'failed') throw new Error(`it ${answer.status}`);
  const { code, message, lastWords, fix } = answer;
  expect(`${message}${lastWords}${fix}`).not.toMatch(/\n/);
  return { code, message: message.replace(asked.command.join(' ').replace(/\s+/g, ' '), 'COMMAND'), lastWords, fix };
}

describe.concurrent('a runner that is asked who it is', () => {
  test('answers with versions, strategies and devices', async () => {
    const asked = runnerOf(
      'say(request.do === "hello" ? HELLO : { closed: true }); if (request.do === "close") process.exit(0)',
    );
    expect(await hello(asked)).toEqual({ status: 'answered', ...asked, ...answeredFields(), words: '' });
  });

  test('may say more than the protocol knows', async () => {
    const asked = runnerOf('say({ ...HELLO, mood: "fine" })');
    expect(await hello(asked, { ...LIMITS, closeMs: 300 })).toMatchObject({ status: 'answered', runner: 'toy' });
  });

  test('without the framework is absent, with how to get it', async () => {
    const words = `console.error("Traceback\\nModuleNotFoundError: No module named 'torch'"); process.exit(1)`;
    expect(await hello(runnerOf(words, 'torch'))).toMatchObject({
      status: 'absent',
      howToGet: 'a runner -m pip install torch',
    });
    const error = `say({ error: { code: 'provider-missing', message: "ModuleNotFoundError: No module named 'jax'" } })`;
    expect(await hello(runnerOf(error, 'jax'))).toMatchObject({
      status: 'absent',
      howToGet: 'a runner -m pip install jax',
    });
  });

  test('without the framework may say so in its own words', async () => {
    const error = `say({ error: { code: 'provider-missing', message: '/usr/bin/python3 has no JAX: pip install jax' } })`;
    expect(await hello(runnerOf(error, 'jax'))).toMatchObject({ status: 'absent' });
    expect(await hello(runnerOf(error))).toMatchObject({ status: 'failed', code: 'provider-missing' });
  });

  test('that lacks a part of the framework has failed', async () => {
    const words = `console.error("ModuleNotFoundError: No module named 'jaxlib'"); process.exit(1)`;
    expect((await failureOf(runnerOf(words, 'jax'))).fix).toBe(
      'install the module it names into this Python (-m pip install)',
    );
  });

  test('that lacks another module has failed', async () => {
    const words = `console.error("ModuleNotFoundError: No module named 'torch_npu'"); process.exit(1)`;
    expect(await failureOf(runnerOf(words, 'torch'))).toEqual({
      code: 'crash',
      message: expect.stringContaining('ended with exit code 1'),
      lastWords: "ModuleNotFoundError: No module named 'torch_npu'",
      fix: 'install the torch_npu of the version of this torch',
    });
  });

  test.each<[string, string, string, string]>([
    ['writes garbage', 'process.stdout.write("\\u0007\\u001b[2Jhello\\n")', 'protocol', 'is no JSON'],
    ['writes a number', 'say(42)', 'protocol', 'expected object'],
    ['leaves a field out', 'say({ ...HELLO, devices: undefined })', 'protocol', 'devices'],
    ['has no strategy', 'say({ ...HELLO, strategies: [] })', 'protocol', 'strategies'],
    [
      'writes half a line and ends',
      'process.stdout.write("{\\"proto"); process.stdout.end(() => process.exit(0))',
      'crash',
      'in the middle of a line: {"proto',
    ],
    ['ends without a word', 'process.exit(0)', 'crash', 'ended with exit code 0'],
    ['is killed', 'process.kill(process.pid, "SIGKILL")', 'crash', 'SIGKILL'],
    [
      'speaks another protocol',
      'say({ ...HELLO, protocol: 2 })',
      'protocol',
      'it speaks protocol 2, and this program 1',
    ],
    ['says that it cannot', 'say({ error: { code: "unsupported", message: "too old" } })', 'unsupported', 'too old'],
  ])('and %s is one line with the fault and what to do', async (_, answer, code, message) => {
    const failure = await failureOf(runnerOf(answer));
    expect(failure).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(failure.fix).not.toBe('');
  });

  test.each<[string, string]>([
    ['says nothing', ''],
    ['never ends its line', 'process.stdout.write("{")'],
    ['hangs in an import', 'while (true) {}'],
  ])('and %s is ended when its time is over', async (_, answer) => {
    expect(await failureOf(runnerOf(answer), SOON)).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining("no answer to 'hello' within 300 ms"),
      fix: expect.stringMatching(/^an import or a driver hangs/),
    });
  });

  test('and writes without end is cut off, and does not fill the memory', async () => {
    const flood =
      'const part = "x".repeat(2 ** 20); const more = () => { while (process.stdout.write(part)); }; process.stdout.on("drain", more); more()';
    expect(await failureOf(runnerOf(flood))).toMatchObject({
      code: 'protocol',
      message: expect.stringContaining('wrote a line longer than 16777216 bytes'),
    });
  });

  test('and is no program is told as one that cannot be started', async () => {
    const asked = { ...runnerOf(''), command: [join(folder, 'nowhere')] };
    expect(await failureOf(asked)).toMatchObject({ code: 'crash', message: expect.stringContaining('ENOENT') });
  });

  test('is ended where the user interrupts', async () => {
    const controller = new AbortController();
    const pidFile = join(folder, 'hung');
    const asked = runnerOf(
      `require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); while (true) {}`,
    );
    const asking = askHello(asked, controller.signal);
    const pid = await numberIn(pidFile);
    controller.abort();
    await expect(asking).rejects.toThrow(Interrupted);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

describe.concurrent('what works on a device', () => {
  const answered = (asked: RunnerCommand): Answered => ({
    status: 'answered',
    ...asked,
    command: [...asked.command],
    ...answeredFields(),
    words: '',
  });
  const triesOf = (asked: RunnerCommand, limits = LIMITS) =>
    askTries({ answer: answered(asked), device: 'cpu', say: () => {}, interrupt: NEVER }, limits);

  const SPEAKS = 'if (request.do === "hello") return say(HELLO); if (request.do === "close") return process.exit(0);';
  /** Counts its starts: each is a line of a file. */
  const counted = (name: string) => {
    const file = join(folder, name);
    writeFileSync(file, '');
    return {
      note: `if (request.do === "hello") require("node:fs").appendFileSync(${JSON.stringify(file)}, "x");`,
      starts: () => readFileSync(file, 'utf8').length,
    };
  };

  test('is tried for every strategy in every dtype, by one child', async () => {
    const { note, starts } = counted('one');
    const tried = await triesOf(
      runnerOf(
        `${note}${SPEAKS} say(request.dtype === "float64" ? { works: false, reason: "no float64" } : { works: true, kernel: request.strategy + " kernel" })`,
      ),
    );
    expect(tried).toHaveLength(2 * DTYPES.length);
    expect(tried).toContainEqual({ strategy: 'grouped', dtype: 'bfloat16', works: true, kernel: 'grouped kernel' });
    expect(tried).toContainEqual({ strategy: 'eager', dtype: 'float64', works: false, reason: 'no float64' });
    expect(starts()).toBe(1);
  });

  test('goes on with a fresh child behind a try that ends it', async () => {
    const { note, starts } = counted('crash');
    const crash =
      'if (request.strategy === "eager" && request.dtype === "float16") { console.error("Illegal instruction"); process.exit(3); }';
    const tried = await triesOf(runnerOf(`${note}${SPEAKS}${crash} say({ works: true, kernel: "k" })`));
    expect(tried.filter(({ works }) => !works)).toEqual([
      {
        strategy: 'eager',
        dtype: 'float16',
        works: false,
        reason: 'crash: ended with exit code 3 ("Illegal instruction")',
      },
    ]);
    expect(starts()).toBe(2);
  });

  test('is left untried behind two tries that hang', async () => {
    const { note, starts } = counted('hang');
    const tried = await triesOf(
      runnerOf(`${note}${SPEAKS} if (request.dtype === "float32") return say({ works: true, kernel: "k" });`),
      { ...LIMITS, tryMs: 1000 },
    );
    const [first, ...rest] = tried.map(row => (row.works ? row.kernel : row.reason));
    expect(first).toBe('k');
    expect(rest.slice(0, 2)).toEqual(Array(2).fill("timeout: no answer to 'try' within 1000 ms"));
    expect(new Set(rest.slice(2))).toEqual(new Set(['not tried: 2 tries before it hung']));
    expect(starts()).toBe(2);
  });

  test('of garbage and of an error is nothing, each with its words', async () => {
    const tried = await triesOf(
      runnerOf(
        `${SPEAKS} if (request.dtype === "float32") say("yes"); else say({ error: { code: "out-of-memory", message: "CUDA out of memory" } })`,
      ),
    );
    expect(tried.slice(0, 2).map(row => !row.works && row.reason)).toEqual([
      expect.stringMatching(/^protocol: its answer to 'try' does not hold/),
      'out-of-memory: CUDA out of memory',
    ]);
  });
});

function answeredFields() {
  const { protocol: _, ...fields } = HELLO;
  return fields;
}

async function numberIn(file: string): Promise<number> {
  for (;;) {
    try {
      const number = Number(readFileSync(file, 'utf8'));
      if (number > 0) return number;
    } catch {
      // Not yet.
    }
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
