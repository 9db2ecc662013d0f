/** What runners lack here and how to get it, one line each. Pure. */
import { HOST_DEVICE } from '../../../results/on-host.ts';
import type { Device } from '../../vendors/device.ts';
import type { Answered, RunnerAnswer } from './answer.ts';
import { shown, troubleIn } from './complaints.ts';
import type { Candidate } from './targets.ts';

/** How PyTorch reaches a maker's boards. `mark`: the version that only such a build tells; null: none is told. */
type BuildRow = { readonly mark: string | null; readonly fix: string };

const BUILDS: Readonly<Record<string, BuildRow>> = {
  nvidia: { mark: 'cuda', fix: 'install a CUDA build (pytorch.org, Get Started)' },
  amd: { mark: 'hip', fix: 'install a ROCm build (pytorch.org, Get Started)' },
  hygon: { mark: 'hip', fix: "install Hygon's torch, of the version of DTK" },
  'alibaba-thead': { mark: 'cuda', fix: "install T-Head's torch, of the version of the PPU SDK" },
  metax: { mark: 'cuda', fix: "install MetaX's torch, of the version of MACA" },
  iluvatar: { mark: 'cuda', fix: "install Iluvatar's torch, of the version of CoreX" },
  huawei: { mark: null, fix: 'install CANN, and torch_npu of the version of this torch' },
  'moore-threads': { mark: null, fix: 'install the MUSA SDK, and torch_musa of the version of this torch' },
  cambricon: { mark: null, fix: "install Cambricon's torch_mlu, of the version of this torch" },
  enflame: { mark: null, fix: "install Enflame's torch_gcu, of the version of this torch" },
  intel: { mark: null, fix: 'install an XPU build (torch ≥ 2.4; pytorch.org, Get Started)' },
  apple: { mark: null, fix: 'install a torch for macOS on Apple silicon' },
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
    ...(accelerators.length === 0 ? answers.flatMap(troubled) : []),
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

/** Where no tool lists a board, a framework that has none may still say why. */
function troubled(answer: RunnerAnswer): readonly string[] {
  if (answer.status !== 'answered' || answer.devices.some(({ id }) => id !== HOST_DEVICE)) return [];
  const trouble = troubleIn(answer.words);
  return trouble === null ? [] : [`${answer.label}: ${answer.runner} says "${trouble.line}"; ${trouble.fix}`];
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
    const fit = torches.find(({ versions }) => build.mark !== null && versions[build.mark] !== undefined) ?? first;
    return [
      `${fit.label}: torch ${fit.versions.torch ?? ''} sees no ${board.name}: ${whyUnseen(fit, build, variable)}`,
    ];
  });
}

/** A device whose maker nobody can tell may be the board. */
const mayDrive = ({ devices }: Answered, vendor: string): boolean =>
  devices.some(device => device.id !== HOST_DEVICE && (device.vendor === vendor || device.vendor === null));

function whyUnseen(
  { versions, words }: Answered,
  { mark, fix }: BuildRow,
  variable: (name: string) => string | undefined,
): string {
  const trouble = troubleIn(words);
  if (trouble !== null) return `it says "${trouble.line}"; ${trouble.fix}`;
  if (mark !== null && versions[mark] === undefined) return `it is no build for it; ${fix}`;
  const hides = HIDING.find(name => variable(name) !== undefined);
  if (hides !== undefined) return `${hides} is '${variable(hides)}'; unset it, or name the board in it`;
  return mark === null
    ? `${fix}; where both are there, ${BY_HAND}`
    : `the driver and this build do not fit; ${BY_HAND}`;
}

const BY_HAND = 'make a tensor on the device by hand, which says why';

const HIDING = ['CUDA_VISIBLE_DEVICES', 'HIP_VISIBLE_DEVICES', 'ROCR_VISIBLE_DEVICES', 'ASCEND_RT_VISIBLE_DEVICES'];

/** A device on which nothing works is no target. */
export function uselessText({ id }: Pick<Candidate, 'id'>, reason: string): string {
  return `${id}: nothing that was tried works on it: ${reason}`;
}
