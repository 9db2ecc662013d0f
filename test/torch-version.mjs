/**
 * The PyTorch runner's tests with one version of torch: `npm run test:torch 2.9.1`. It is installed as pip gives it, into a virtual
 * environment outside the tree, which is removed again. Some versions bring CUDA's libraries: several GB.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [version, ...filters] = process.argv.slice(2);
if (version === undefined || !/^\d+\.\d+(\.\d+)?$/.test(version)) {
  console.error(`usage: npm run test:torch VERSION [TEST…], such as 2.9.1; VERSION is '${version ?? ''}'`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), `moebench-torch-${version}-`));
const run = (command, args, env = {}) => {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  if (error !== undefined) console.error(`${command}: ${error.message}`);
  return status === 0;
};

try {
  const python = join(folder, 'bin', 'python');
  const installed =
    run('python3', ['-m', 'venv', folder]) && run(python, ['-m', 'pip', 'install', '--quiet', `torch==${version}`]);
  if (!installed) {
    console.error(`torch ${version} cannot be installed: Debian and Ubuntu have venv in the package python3-venv`);
    process.exitCode = 1;
  } else {
    const tests = filters.length > 0 ? filters : ['test/harness/runners/torch'];
    const passed = run('npx', ['vitest', 'run', '--config', 'vitest.long.config.ts', ...tests], {
      MOEBENCH_TORCH_PYTHON: python,
    });
    process.exitCode = passed ? 0 : 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
