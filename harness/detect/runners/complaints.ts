/** What Python, PyTorch, JAX and their drivers say where a runner does not work, and the fix. Sentences of vendors' tools: complaints.ts. */
import { onOneLine } from '../../../results/printable.ts';
import { knownComplaint } from '../../vendors/words/complaints.ts';
import { lines } from '../../vendors/words/lines.ts';

/** `fix`: what to do, as an imperative. */
type RunnerComplaint = { readonly words: RegExp; readonly fix: string };

const RUNNER_COMPLAINTS: readonly RunnerComplaint[] = [
  {
    // torch/cuda/__init__.py warns so, and counts no devices.
    words: /driver on your system is too old|CUDA driver version is insufficient/i,
    fix: "update NVIDIA's driver, or install a torch or jax that is built for the CUDA version nvidia-smi shows",
  },
  {
    words: /forward compatibility was attempted on non supported HW/i,
    fix: "libcuda and the kernel's module are of two versions: reboot; in a container take its cuda-compat libraries out of LD_LIBRARY_PATH",
  },
  {
    words: /system not yet initialized/i,
    fix: 'start nvidia-fabricmanager in the version of the driver (boards with NVSwitch need it)',
  },
  {
    words: /Found no NVIDIA driver|no CUDA-capable device is detected|CUDA unknown error/i,
    fix: 'see that nvidia-smi lists the board; sudo modprobe nvidia_uvm; in a container: --gpus all with NVIDIA_DRIVER_CAPABILITIES=compute,utility',
  },
  {
    words: /no kernel image is available|is not compatible with the current PyTorch installation/i,
    fix: "this build has no code for the board's architecture: install a newer one",
  },
  {
    words: /no ROCm-capable device is detected|hipErrorNoDevice/i,
    fix: 'see that rocminfo lists the board; join the groups render and video; in a container: --device /dev/kfd --device /dev/dri',
  },
  {
    words: /lib(ascendcl|ascend_hal|hccl|hccl_\w+|opapi|runtime|graph\w*)\.so\S*: cannot open shared object/i,
    fix: "load CANN's variables first: source set_env.sh of the ascend-toolkit; as env in moebench.yaml they stay with the runner",
  },
  {
    words: /No module named 'torch_npu'/,
    fix: 'install the torch_npu of the version of this torch',
  },
  {
    words: /lib(cud\w+|cublas\w*|nccl|nvrtc|cufft|cusparse\w*|nvToolsExt)\S*\.so\S*: cannot open shared object/i,
    fix: 'reinstall the framework with its CUDA libraries (pip install --force-reinstall), or add their folder to LD_LIBRARY_PATH',
  },
  {
    words: /cannot open shared object file/i,
    fix: 'install the library it names, or add its folder to LD_LIBRARY_PATH (env in moebench.yaml)',
  },
  {
    words: /No module named '/,
    fix: 'install the module it names into this Python (-m pip install)',
  },
  {
    words: /SyntaxError|f-string|requires a different Python/i,
    fix: 'runners need Python ≥ 3.9: name another (--python PATH)',
  },
  {
    words: /Illegal instruction|ended by SIGILL/i,
    fix: 'the build uses instructions this CPU lacks: install one built for an older CPU',
  },
  {
    words: /out of memory|MemoryError|Cannot allocate memory/i,
    fix: 'another process holds the memory: end it and run moebench detect --fresh',
  },
];

/** What to do about a line of a runner; null: the tables do not know it. */
export function fixOfWords(line: string): string | null {
  return (RUNNER_COMPLAINTS.find(({ words }) => words.test(line)) ?? knownComplaint(line))?.fix ?? null;
}

/** The last of a runner's lines that says, in words this table knows, what is wrong; null: none does. */
export function troubleIn(words: string): { readonly line: string; readonly fix: string } | null {
  for (const line of lines(words).toReversed()) {
    const fix = RUNNER_COMPLAINTS.find(row => row.words.test(line))?.fix;
    if (fix !== undefined) return { line: shown(line).slice(0, 200), fix };
  }
  return null;
}

/** The last line that says something. */
export function lastLine(words: string): string {
  return shown(lines(words).findLast(line => /\w/.test(line)) ?? '').slice(0, 200);
}

/** On one line of a terminal, with nothing that moves its cursor. */
export const shown = (text: string): string => onOneLine(text);
