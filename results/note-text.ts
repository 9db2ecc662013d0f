/** The sentence of each code that a record holds. `{name}` stands for a value. A second language is a second table. */
import { filled } from './filled.ts';
import { IMPOSSIBLE_TEXTS } from './physics/impossible-text.ts';
import type { Note } from './schema/note.ts';
import type { NoteCode } from './schema/note-codes.ts';
import type { Fault } from './schema/outcome.ts';

const TEXTS: Readonly<Record<NoteCode, string>> = {
  // Readings that are not there.
  absent: 'absent: {detail}',
  absurd: 'absurd: {detail}',
  ambiguous: 'ambiguous: {detail}',
  driver: 'driver: {detail}',
  frozen: 'frozen: {detail}',
  gap: 'gap: {detail}',
  lost: 'lost: {detail}',
  permission: 'permission: {detail}',
  reset: 'reset: {detail}',
  timeout: 'timeout: {detail}',
  'too-short': 'too-short: {detail}',
  unreadable: 'unreadable: {detail}',
  unsupported: 'unsupported: {detail}',
  'casts-inserted': 'the runtime puts casts of its own round what it has no half kernels for',
  'counter-reset': 'reset: {method} went back by {by}',
  'driver-files-silent': 'found by its driver files, which do not say',
  'form-silent': 'this form of {tool} does not say',
  'freed-at-update': 'let go at the update; they are among the activations',
  'idle-not-read': 'gap: not read before the run',
  'methods-differ': 'the rounds were read by different methods, or of different boundaries: {first}, and {other}',
  'shared-boundary': 'all targets ran at once, and {scope} is read for all of them together; run without --concurrent',
  'memory-not-told': 'unsupported: {source} does not tell what memory is held',
  'no-cpufreq': 'absent: no cpufreq in /sys/devices/system/cpu, as in most virtual machines',
  'no-fence': 'the host computes: there is no device to wait for',
  'no-file': 'absent: no {path} here',
  'no-meminfo': 'absent: no /proc/meminfo here',
  'cgroup-changed': 'reset: the control group that counts throttled periods is another one now',
  'no-cgroup': 'no control group with this controller is mounted here',
  'no-cpu-list': 'absent: /proc/self/status does not list the CPUs this process may use',
  'no-proc-status': 'no /proc/self/status here ({cause})',
  'no-process-count': 'no such process, or no /proc here',
  'no-round': 'no round was measured',
  'no-step-traced': 'no step was traced',
  'no-selftest': 'no self-test of this machine has measured it on {target}: moebench selftest',
  'no-sensor': 'absent: no energy sensor here, so nothing samples',
  'no-sensor-for': 'absent: no energy sensor for {name}; moebench detect --json says why',
  'no-stolen-column': 'absent: /proc/stat has no column of stolen time',
  'no-throttle-count': 'absent: no control group here counts throttled periods',
  'no-status-field': '/proc/self/status has no {field}',
  'no-thermometer': 'absent: no thermometer of the processor in /sys/class/hwmon or /sys/class/thermal',
  'not-asked': 'not asked for',
  'not-linux': 'only Linux has control groups',
  'not-looked-at': 'absent: nobody looked',
  'not-measured': 'it was not measured',
  'not-on-host': 'the step is not held in host memory',
  'not-recorded': 'records of schema {schema} do not have it',
  'not-traced': 'not this round',
  'no-trace-file': 'the runtime wrote no trace',
  'no-traced-step': 'the trace has no step',
  'on-the-host': 'it computes on the host, which has no device',
  'parts-above-peak': '{what}, {bytes} bytes, are more than the {value} that {method} says of the {scope}',
  'part-estimated': 'unsupported: one part of it is an estimate',
  'processes-hidden':
    'permission: {source} lists no process, not even ours: it does not tell this container; run it with --pid=host',
  'processes-not-listed': 'unsupported: {source} lists no processes',
  'processors-changed': '/proc/stat counted {before} processors before and {after} after',
  'no-graph': 'the runner has no graph to account for',
  'runner-silent': 'the runner does not tell',
  'trace-failed': 'the runner could not trace a step: {cause}',
  'provider-silent': 'this provider does not tell',
  'queued-trace': 'a device provider is traced when work is queued, not when it is done',
  'sampler-stopped': '{detail}',
  'sensor-refused': '{detail}',
  'sensor-tells-none': 'unsupported: its sensor tells none',
  'sensor-without-conditions': 'unsupported: its sensor tells of energy alone',
  'round-unproven': 'its work is unproven ({reason})',
  'round-invalid': 'a round cannot be true ({violation})',
  sliced: 'unsupported: the target is a slice, and sensors read the whole card; run on a card that is not cut',
  'stat-below-own': 'unsupported: /proc/stat counts {busy} busy ticks, and our own processes used {own}',
  'stat-frozen': 'frozen: /proc/stat did not move',
  'stat-laid-over': 'unsupported: /proc/stat is a file of {type} here, which may hide others',
  'stat-without-cpus': 'unreadable: /proc/stat has no row of CPUs {cpus}',
  'stat-without-idle': 'unreadable: /proc/stat has {columns} columns, and idle time is the fourth',
  'stat-zeros': 'unsupported: /proc/stat is all zeros, as sandboxes write it',
  'stat-too-short': 'too-short: /proc/stat moved on by {ticks} ticks of 10 ms',
  'unreadable-file': 'unreadable: {path} does not tell',
  'unreadable-value': '{tool} says "{said}"',
  'window-without-look': 'gap: no look at the board in a window of {seconds} s',
  'window-short-for-count': '{seconds} s are too short to count it',
  // Which board a target is on.
  'slice-visible':
    'ambiguous: CUDA_VISIBLE_DEVICES names a MIG slice ({entry}), and sensors read the whole card it is cut from; run on a card that is not cut',
  'vendor-unknown':
    'ambiguous: the runner cannot tell who made {name}, and no tool here lists a board of that name: its maker is unknown',
  'vendors-differ': 'ambiguous: the runner takes it for a board of {runner}, and a tool of {tool} lists it ({name})',
  'lists-of-boards': 'ambiguous: {first} and {other} both choose boards, each numbering them anew; set one of them',
  'board-not-listed': 'ambiguous: {variable} numbers boards anew, and no tool of {vendor} lists them; unset it',
  'board-not-found': 'ambiguous: {device} is none of the {boards} boards that the tools here list',
  'boards-alike':
    "ambiguous: {boards} boards could be the adapter '{adapter}', which does not tell; leave it one (a container: --gpus device=0; Slurm: --gres=gpu:1)",
  // Cells that were not run, and measurements that were taken again.
  'not-wanted': 'not asked for',
  'cpu-by-onnx': 'runs only when named (--target {id}): the CPU is measured by ONNX Runtime',
  'software-target': '{name} is software, a CPU acting as a GPU: --include-software runs it',
  'not-resident': 'the {provider} provider would copy every weight to the device at every step',
  'no-accelerator': 'suite {suite} is for accelerators: --target names others',
  'too-large': 'needs about {needed}, the machine has {memory}: scale it down, or give --fit',
  'above-limit': 'needs about {needed}, the memory limit here is {memory} ({file}): scale it down, or give --fit',
  'does-not-fit': '{detail}',
  'proof-failed': 'its proof does not hold',
  'proof-ended': 'its proof ended in {fault}',
  'round-ended': 'round {round} ended in {fault}',
  'race-ended': 'its race ended in {fault}',
  'lost-race': 'lost the race: {winner} took {winnerTime} a step, {strategy} {time}',
  'race-without-winner': 'no strategy was measured in the race',
  'strategy-fails': 'does not work here: {reason}',
  'strategy-not-tried': 'nobody tried whether it works here: run moebench detect',
  'strategy-cut': 'left out: with it the run takes about {minutes} min, and the limit is {allowed}',
  'sustained-cut': 'left out: with it the run takes about {minutes} min, and the limit is {allowed}',
  'work-cut': 'left out: with it the run takes about {minutes} min, and the limit is {allowed}',
  'time-over': 'not run: the run may take {allowed}, and a cell or round more would take longer',
  'strategy-alone': 'not run: with all targets at once each target runs one strategy',
  'too-slow': 'about {least} at {rate} measured; the suite allows {allowed}',
  'group-gone': 'no other target runs it, and with all targets at once nothing is timed alone',
  'group-again': 'run again beside what an interruption had left of its group',
  'disturbed-again': 'disturbed, and taken again: {causes}',
  'disturbed-fails': 'disturbed, which fails the cell: {causes}',
  // Faults that this program finds itself.
  'oracle-choices-differ':
    "not the oracle's result: {unexplained} of {choices} choices of experts differ and are not ties",
  'oracle-tensor-off': "not the oracle's result: {tensor} is off by {error}",
  'oracle-tensor-no-number': "not the oracle's result: {tensor} is off by a value that is no number",
  'step-no-number': 'a step returned what is no number: {tensors}',
  'steps-untimed':
    "{steps} steps took {timedMs} ms by the runner's times, and were waited for {windowMs} ms: the times are not those of the steps",
  'others-not-warm': 'the other targets had not warmed up after {seconds} s',
  // What disturbed a cell.
  'device-shared': '{others} computed on {name}{who}',
  'cpu-others': 'other processes used {used} of {cores} cores, where {quiet} is quiet{who}',
  'cpu-stolen': 'the hypervisor gave others {used} of {cores} cores, where {quiet} is quiet',
  'cpu-throttled': 'a CPU quota stopped us in {throttled} of {periods} periods ({seconds} s summed over CPUs, {file})',
  swapping: '{pages} pages were read back from swap',
  // What breaks a physics check.
  ...IMPOSSIBLE_TEXTS,
  // Why a timed cell is unproven (results/proof/evidence.ts).
  'no-proof-named': 'it names no proof',
  'no-such-proof': "'{proof}' is no proof of its run's plan",
  'proof-of-other-target': 'its proof is of another target or strategy, {target}',
  'no-proof-line': "the record has no line of its proof, '{proof}'",
  'proof-after-timing': 'its proof was made after it was timed',
  'proof-failed-there': 'its proof does not hold ({fault})',
  'work-not-built': 'its workload cannot be built here: {cause}',
  'unknown-shrink-rule': 'its proof is of a workload shrunk by rule {rule}, which this program does not know',
  'proof-of-other-work': 'its proof is of the workload {found}…, not of its own in the small, {expected}…',
  'proof-lacks-tensor':
    'its proof lacks {lacking} of the {tensors} tensors that a step returns, {tensor} the first of them',
  'proof-tensor-off': '{tensor} is off by {error} in its proof; {tolerance} is allowed',
  'proof-lacks-loss': 'its proof does not compare the loss',
  'proof-loss-off': 'the loss is off by {error} in its proof; {tolerance} is allowed',
  'proof-lacks-routing': 'its proof compares {compared} of {choices} choices of experts',
  'proof-choices-differ': 'in its proof {unexplained} of {choices} choices of experts differ and are no ties',
  'proof-lacks-curve': 'its proof follows the loss for {steps} of {needed} steps',
  'proof-curve-off': 'the loss curve of its proof is off by {difference}; {tolerance} is allowed',
  'no-probe':
    'its steps have no probes, so that a loss of precision would not be seen; measure it again with this program',
  'proof-flips-kept':
    'in its proof {flips} of {choices} choices of experts differ at ties, and the oracle was not computed again with them',
  'proof-few-steps': 'its proof compares {steps} of {needed} steps of training',
  /** A sentence of a record of schema 1, which had no codes. */
  'schema-1': '{text}',
};

const BY_CODE: ReadonlyMap<string, string> = new Map(Object.entries(TEXTS));

/**
 * The sentence of a note, without a full stop; of a code that this program does not know, the code and its values. A note of a
 * record of schema 1 has its sentence as `text`.
 */
export function noteText({ code, values }: Note): string {
  if (values.text !== undefined) return String(values.text);
  const text = BY_CODE.get(code);
  const sentence =
    text === undefined
      ? `${code}${Object.entries(values)
          .map(([name, value]) => ` ${name}=${value}`)
          .join('')}`
      : filled(text, values);
  return values.part === undefined || text === undefined ? sentence : `${sentence} (${values.part})`;
}

/** What happened, without a full stop: the runtime's words, or those of the codes that this program found. */
export const faultText = ({ message, why = [] }: Pick<Fault, 'message' | 'why'>): string =>
  why.length === 0 ? message : why.map(noteText).join('; ');
