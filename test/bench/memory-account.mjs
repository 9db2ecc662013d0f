// Prints what the memory account and the measured empty session come to beside the measured peak of a step, with the CPU's
// arena off: the shapes of the other benchmarks, each in a fresh process. More than 15 % apart: exit 1.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { accountFor } from '../../dist/harness/memory/account.js';
import { peakHostMemory, residentHostMemory } from '../../dist/harness/memory/host.js';
import { program } from '../../dist/harness/runners/onnx/program.js';
import { openSteps } from '../../dist/harness/runners/onnx/steps.js';
import { accountedPeakBytes, memoryAccount } from '../../dist/suites/account.js';
import { workId } from '../../dist/suites/cases.js';
import { loadSuite } from '../../dist/suites/suite-files.js';
import { suiteWorks } from '../../dist/suites/suite-works.js';

const ALLOWED = 0.15;
/** In the first step the places of outputs are written to for the first time; the second is looked at. */
const STEPS_BEFORE = 1;

/**
 * Behind the runtime's arena there is the C library's: glibc keeps what is freed below a threshold that grows to 32 MiB. With
 * the threshold held at 128 KiB a tensor that is freed is given back.
 */
const GIVEN_BACK = { MALLOC_MMAP_THRESHOLD_: String(128 * 1024) };
const KEPTS = [
  { name: 'freed memory given back', env: GIVEN_BACK, allowed: ALLOWED },
  { name: 'freed memory kept by malloc', env: {}, allowed: null },
];

const WORKS = ['layer-efficiency.yaml', 'train-step.yaml'].flatMap(
  name => suiteWorks(loadSuite(join(import.meta.dirname, name)), Number.POSITIVE_INFINITY).works,
);

const [index] = process.argv.slice(2);
if (index === undefined) WORKS.forEach(compare);
else console.log(JSON.stringify(await measure(WORKS[Number(index)].workload)));

function compare(work, i) {
  const account = memoryAccount(work.workload);
  console.log(workId(work));
  console.log(
    `  weights ${mib(account.weightsBytes)}, gradients ${mib(account.gradientsBytes)}, optimizer ${mib(account.optimizerBytes)}, ` +
      `ends ${mib(account.endsBytes)}, passing ${mib(account.passingBytes)}`,
  );
  for (const { name, env, allowed } of KEPTS) {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } };
    const { status, stdout } = spawnSync(process.execPath, [import.meta.filename, String(i)], options);
    if (status !== 0) process.exit(status ?? 1);
    const { emptySessionBytes, peakBytes } = JSON.parse(stdout);
    const expected = accountedPeakBytes(account) + emptySessionBytes;
    const difference = expected / peakBytes - 1;
    const verdict = allowed === null ? 'not judged' : Math.abs(difference) <= allowed ? 'holds' : 'SHORT';
    if (verdict === 'SHORT') process.exitCode = 1;
    console.log(
      `  ${name}: account ${mib(accountedPeakBytes(account))} + empty session ${mib(emptySessionBytes)} = ${mib(expected)}; ` +
        `peak ${mib(peakBytes)}; ${(100 * difference).toFixed(1)} %: ${verdict}`,
    );
  }
}

async function measure(workload) {
  const target = { id: 'cpu', runner: 'onnx', onnx: { provider: 'cpu' }, threads: availableParallelism() };
  const prepared = program(workload);
  const steps = await openSteps(prepared, target, { enableCpuMemArena: false });
  const resident = residentHostMemory();
  await steps.run(STEPS_BEFORE);
  const end = peakHostMemory();
  await steps.run(1);
  const peak = end();
  const inputsBytes = prepared.inputs.reduce((sum, { values }) => sum + values.byteLength, 0);
  const { emptySessionBytes } = accountFor(workload, target, { resident, peak, inputsBytes });
  return { emptySessionBytes: known(emptySessionBytes), peakBytes: known(peak) };
}

function known(reading) {
  if (!reading.available) throw new Error(reading.reason);
  return reading.value;
}

function mib(bytes) {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
