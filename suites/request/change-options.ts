/** Changes of a layer as people write them, `--router-scale 2.5`: a row an option, each readable and writable. Pure. */
import { UsageError } from '../usage-error.ts';
import { ACTIVATIONS, ROUTER_SCORES, WEIGHT_PLACES } from '../workload.ts';
import { type Changes, changesSchema, GROUP_SCORES } from './changes.ts';

export type ChangeOption = {
  /** As a program spells it: `routerScale` is `--router-scale`. */
  readonly name: string;
  /** What it takes, `<factor>`. */
  readonly argument: string;
  readonly meaning: string;
  /** UsageError for a text it does not take. */
  readonly read: (text: string) => Changes;
  /** undefined: these changes leave it as it is. */
  readonly write: (changes: Changes) => string | undefined;
};

export const CHANGE_OPTIONS: readonly ChangeOption[] = [
  {
    name: 'router',
    argument: '<score>',
    meaning: `how the router scores experts: ${ROUTER_SCORES.join(', ')}`,
    read: text => ({ router: { score: choice('--router', ROUTER_SCORES, text) } }),
    write: ({ router }) => router?.score,
  },
  {
    name: 'routerNormalise',
    argument: '<yes/no>',
    meaning: 'weights of the chosen experts add up to 1 before they are scaled',
    read: text => ({ router: { normalise: yes('--router-normalise', text) } }),
    write: ({ router }) => yesNo(router?.normalise),
  },
  {
    name: 'routerScale',
    argument: '<factor>',
    meaning: 'what the weights of the chosen experts are multiplied by',
    read: text => ({ router: { scale: positiveNumber('--router-scale', text) } }),
    write: ({ router }) => numberText(router?.scale),
  },
  {
    name: 'routerBias',
    argument: '<yes/no>',
    meaning: "the router's logits have a bias",
    read: text => ({ router: { bias: yes('--router-bias', text) } }),
    write: ({ router }) => yesNo(router?.bias),
  },
  {
    name: 'groups',
    argument: '<count:kept>',
    meaning: 'experts are chosen from the best groups: how many there are, and how many are kept; or none',
    read: text => ({ router: { groups: groupsOf(text) } }),
    write: ({ router }) => groupsText(router?.groups),
  },
  {
    name: 'groupScore',
    argument: '<score>',
    meaning: `what a group is kept by, its two best experts or its best one: ${GROUP_SCORES.join(', ')}`,
    read: text => ({ router: { groupScore: choice('--group-score', GROUP_SCORES, text) } }),
    write: ({ router }) => router?.groupScore,
  },
  {
    name: 'activation',
    argument: '<name>',
    meaning: `what an expert computes between its matrices: ${ACTIVATIONS.join(', ')}`,
    read: text => ({ layer: { activation: choice('--activation', ACTIVATIONS, text) } }),
    write: ({ layer }) => layer?.activation,
  },
  {
    name: 'sharedFfn',
    argument: '<n>',
    meaning: 'width of the shared expert, where it is not that of a routed expert',
    read: text => ({ layer: { sharedFfn: wholePositive('--shared-ffn', text) } }),
    write: ({ layer }) => numberText(layer?.sharedFfn),
  },
  {
    name: 'sharedGate',
    argument: '<yes/no>',
    meaning: "the shared expert's output is multiplied by a sigmoid of the token",
    read: text => ({ layer: { sharedGate: yes('--shared-gate', text) } }),
    write: ({ layer }) => yesNo(layer?.sharedGate),
  },
  {
    name: 'expertBiases',
    argument: '<yes/no>',
    meaning: 'experts have biases',
    read: text => ({ layer: { expertBiases: yes('--expert-biases', text) } }),
    write: ({ layer }) => yesNo(layer?.expertBiases),
  },
  {
    name: 'weightOn',
    argument: '<place>',
    meaning: `what of an expert the weight of a choice multiplies: ${WEIGHT_PLACES.join(', ')}`,
    read: text => ({ layer: { weightOn: choice('--weight-on', WEIGHT_PLACES, text) } }),
    write: ({ layer }) => layer?.weightOn,
  },
];

/** What is changed, by the option that says it: `{ routerScale: '2.5' }`. */
export function writtenChanges(changes: Changes): Readonly<Record<string, string>> {
  const written = CHANGE_OPTIONS.flatMap(({ name, write }) => {
    const text = write(changes);
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(written);
}

/** The changes that these options ask for. UsageError for a text that an option does not take. */
export function readChanges(texts: Readonly<Record<string, unknown>>): Changes {
  const read = CHANGE_OPTIONS.flatMap(option => {
    const text = texts[option.name];
    return typeof text === 'string' ? [option.read(text)] : [];
  });
  const fieldsOf = (part: keyof Changes) => read.flatMap(change => Object.entries(change[part] ?? {}));
  const parts = (['router', 'layer'] as const).filter(part => fieldsOf(part).length > 0);
  return changesSchema.parse(Object.fromEntries(parts.map(part => [part, Object.fromEntries(fieldsOf(part))])));
}

function choice<Name extends string>(option: string, names: readonly Name[], text: string): Name {
  const found = names.find(name => name === text);
  if (found === undefined) throw new UsageError(`${option} is '${text}'; give ${alternatives(names)}`);
  return found;
}

function yes(option: string, text: string): boolean {
  return choice(option, ['yes', 'no'], text) === 'yes';
}

function positiveNumber(option: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new UsageError(`${option} is '${text}'; give a positive number`);
  }
  return value;
}

function wholePositive(option: string, text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new UsageError(`${option} is '${text}'; give a whole number of at least 1`);
  }
  return Number(text);
}

function groupsOf(text: string) {
  if (text === 'none') return null;
  const [, count, kept] = /^([1-9]\d{0,8}):([1-9]\d{0,8})$/.exec(text) ?? [];
  if (count === undefined || kept === undefined) {
    throw new UsageError(`--groups is '${text}'; give none or COUNT:KEPT, such as 8:4`);
  }
  return { count: Number(count), kept: Number(kept) };
}

function groupsText(groups: { readonly count: number; readonly kept: number } | null | undefined) {
  if (groups === undefined) return undefined;
  return groups === null ? 'none' : `${groups.count}:${groups.kept}`;
}

const yesNo = (value: boolean | undefined): string | undefined =>
  value === undefined ? undefined : value ? 'yes' : 'no';
const numberText = (value: number | undefined): string | undefined => value?.toString();

const alternatives = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
