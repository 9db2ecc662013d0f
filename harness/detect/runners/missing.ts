/** What runners lack here and how to get it, one line each. Pure. */
import type { Device } from '../device.ts';
import { PROBES } from '../probes.ts';
import { shown, troubleIn } from '../words/runner-complaints.ts';
import type { Answered, RunnerAnswer } from './answer.ts';
import type { Candidate } from './targets.ts';

/** By which build of PyTorch a maker's boards are reached. `marks`: versions that only such a build has. */
const BUILDS: Readonly<Record<string, { readonly marks: readonly string[]; readonly fix: string }>> = {
  nvidia: { marks: ['cuda'], fix: 'install a CUDA build (pytorch.org, Get Started)' },
  amd: { marks: ['hip', 'rocm'], fix: 'install a ROCm build (pytorch.org, Get Started)' },
  hygon: { marks: ['hip', 'hcu'], fix: "install Hygon's torch of the version of DTK" },
  'alibaba-thead': { marks: ['cuda'], fix: "install T-Head's torch of the PPU SDK" },
  metax: { marks: ['cuda'], fix: "install MetaX's torch of the MACA SDK" },
  iluvatar: { marks: ['cuda', 'corex'], fix: "install Iluvatar's torch of the CoreX SDK" },
  huawei: { marks: ['torch_npu'], fix: 'install the torch_npu of the version of this torch, with CANN' },
  'moore-threads': { marks: ['torch_musa'], fix: 'install torch_musa, with the MUSA SDK' },
  cambricon: { marks: ['torch_mlu'], fix: "install Cambricon's torch_mlu" },
  enflame: { marks: ['torch_gcu'], fix: "install Enflame's torch_gcu" },
  intel: { marks: ['xpu'], fix: 'install an XPU build (torch ≥ 2.4; pytorch.org, Get Started)' },
  apple: { marks: ['mps'], fix: 'install a torch for macOS on Apple silicon' },
};

/** Runners that failed, and what each of the machine's boards lacks to be reached by PyTorch. */
export function missingRunners(
  answers: readonly RunnerAnswer[],
  accelerators: readonly Device[],
  variable: (name: string) => string | undefined,
): readonly string[] {
  return [
    ...answers.flatMap(answer => (answer.status === 'failed' ? [failedText(answer)] : [])),
    ...absentText(answers),
    ...unreached(answers, accelerators, variable),
  ];
}

/** `python3, torch: /usr/bin/python3 …/server.py: ended with exit code 1 ("…"); run …` */
export function failedText(failed: Extract<RunnerAnswer, { status: 'failed' }>): string {
  const { label, ours, command, message, lastWords, fix } = failed;
  const words = lastWords === '' || message.includes(lastWords) ? '' : ` ("${lastWords}")`;
  const who = ours === null ? label : `${label}, ${ours}`;
  return `${who}: ${shown(command.join(' ')).slice(0, 160)}: ${message}${words}; ${fix}`;
}

/** One line an interpreter; JAX beside a PyTorch that is there is said with the runners, and is no lack. */
function absentText(answers: readonly RunnerAnswer[]): readonly string[] {
  const torchHere = answers.some(answer => answer.status === 'answered' && answer.ours === 'torch');
  return answers.flatMap(answer =>
    answer.status === 'absent' && answer.ours === 'torch' && !torchHere
      ? [`${answer.label}: no torch (${answer.howToGet})`]
      : [],
  );
}

/** Of each maker, one line where PyTorch is here and none of it sees a board. */
function unreached(
  answers: readonly RunnerAnswer[],
  accelerators: readonly Device[],
  variable: (name: string) => string | undefined,
): readonly string[] {
  const torches = answers.filter(
    answer => answer.status === 'answered' && answer.runner === 'torch',
  ) as readonly Answered[];
  const [first] = torches;
  if (first === undefined) return [];
  return [...new Set(accelerators.map(({ vendor }) => vendor))].flatMap(vendor => {
    const build = BUILDS[vendor];
    const board = accelerators.find(device => device.vendor === vendor);
    if (build === undefined || board === undefined || torches.some(torch => mayDrive(torch, vendor))) return [];
    const fit = torches.find(({ versions }) => build.marks.some(mark => versions[mark] !== undefined)) ?? first;
    return [
      `${fit.label}: torch ${fit.versions.torch ?? ''} sees no ${board.name}: ${whyUnseen(fit, build, variable)}`,
    ];
  });
}

/** A device whose maker nobody can tell may be the board. */
const mayDrive = ({ devices }: Answered, vendor: string): boolean =>
  devices.some(device => device.id !== 'cpu' && (device.vendor === vendor || device.vendor === null));

function whyUnseen(
  { versions, words }: Answered,
  { marks, fix }: (typeof BUILDS)[string],
  variable: (name: string) => string | undefined,
): string {
  const trouble = troubleIn(words);
  if (trouble !== null) return `it says "${trouble.line}"; ${trouble.fix}`;
  if (!marks.some(mark => versions[mark] !== undefined)) return `it is no build for it; ${fix}`;
  const hides = HIDING.find(name => variable(name) !== undefined);
  if (hides !== undefined) return `${hides} is '${variable(hides)}'; unset it, or name the board in it`;
  return 'the driver and this build do not fit; make a tensor on the device by hand, which says why';
}

const HIDING = ['CUDA_VISIBLE_DEVICES', 'HIP_VISIBLE_DEVICES', 'ROCR_VISIBLE_DEVICES', 'ASCEND_RT_VISIBLE_DEVICES'];

/** A device on which nothing works is no target. */
export function uselessText({ id }: Candidate, reason: string): string {
  return `${id}: nothing that was tried works on it: ${reason}`;
}

/** As people know a maker. */
export const makerOf = (vendor: string): string => PROBES.find(probe => probe.vendor === vendor)?.label ?? vendor;
