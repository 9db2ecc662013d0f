/**
 * Lines of older records as this program has them. A chain is verified over the lines as they were written (seal.ts), and only
 * then are they read through here, so that no seal is ever made again. What an older schema did not have is absent, never made
 * up: a record of schema 1 has no probes, so nothing of it can carry a verdict.
 */
import { RECORD_SCHEMA } from './record.ts';

type Fields = Readonly<Record<string, unknown>>;
type Step = { readonly to: string; readonly line: (line: Fields) => Fields };

/** Each schema that is still read, with the way to the next. */
const STEPS: Readonly<Record<string, Step>> = {
  'moebench.record/1': { to: RECORD_SCHEMA, line: fromSchema1 },
};

/** The schemas this program reads, the newest last. */
export const READABLE_SCHEMAS: readonly string[] = [...Object.keys(STEPS), RECORD_SCHEMA];

/** A line of a record of `schema`, as parsed from its JSON, in the shape of the newest schema; anything else as it is. */
export function migrateLine(line: unknown, schema: string): unknown {
  let migrated = line;
  for (let step = STEPS[schema]; step !== undefined && isFields(migrated); step = STEPS[step.to]) {
    migrated = step.line(migrated);
  }
  return migrated;
}

/** A reading that a record of schema 1 does not have. */
const ABSENT = { available: false, code: 'not-recorded', values: { schema: 1 } };

/** The only way in which ONNX Runtime does the work. */
const ONNX_STRATEGY = 'session';

function fromSchema1(line: Fields): Fields {
  const coded = withCodes(line);
  switch (coded.kind) {
    case 'context':
      return {
        ...coded,
        schema: RECORD_SCHEMA,
        machine: mapFields(coded.machine, machine => ({ ...machine, named: false, limits: null })),
        targets: each(coded.targets, ({ provider, device, ...target }) => ({
          ...target,
          strategies: [ONNX_STRATEGY],
          onnx: { provider },
          device: isFields(device) ? deviceFromSchema1(device) : device,
        })),
        plan: each(coded.plan, cell => ({ ...cell, strategy: ONNX_STRATEGY })),
        skipped: each(coded.skipped, ({ what, reason }) => ({ what, ...sentence(reason) })),
      };
    case 'proof':
      return mapOutcome(coded, outcome => ({ ...outcome, proof: mapFields(outcome.proof, proofFromSchema1) }));
    case 'attempt':
    case 'cell':
      return mapOutcome('reason' in coded ? { ...coded, reason: sentence(coded.reason) } : coded, outcomeFromSchema1);
    default:
      return coded;
  }
}

function deviceFromSchema1(device: Fields): Fields {
  return 'boardUnknown' in device ? { ...device, boardUnknown: sentence(device.boardUnknown) } : device;
}

function proofFromSchema1({ graphSha256, routing, ...proof }: Fields): Fields {
  return {
    ...proof,
    shrinkRule: 1,
    kernel: null,
    onnx: { graphSha256 },
    comparedSteps: 1,
    routing: mapFields(routing, fields => ({ ...fields, recomputed: false })),
  };
}

function outcomeFromSchema1(outcome: Fields): Fields {
  if (outcome.status === 'skipped') return { ...outcome, reason: sentence(outcome.reason) };
  if (outcome.status !== 'measured') return outcome;
  return {
    ...outcome,
    measurement: mapFields(outcome.measurement, measurementFromSchema1),
    ...('quiet' in outcome
      ? {
          quiet: mapFields(outcome.quiet, quiet => ({
            ...quiet,
            throttling: ABSENT,
            disturbed: each(quiet.disturbed, ({ code, message }) => ({ code, values: { text: message } })),
          })),
        }
      : {}),
  };
}

function measurementFromSchema1({ session, graph, first, last, ...measurement }: Fields): Fields {
  const print = (fields: Fields): Fields => ({ ...fields, probes: null, choices: null });
  return {
    ...measurement,
    open: mapFields(session, fields => ({ ...fields, kernel: null, notes: [] })),
    clock: { kind: 'host-synchronised', stepsPerBatch: 1, stepsPerSample: 1, fenceMs: ABSENT, idleMs: ABSENT },
    onnx: { graph },
    first: mapFields(first, print),
    last: mapFields(last, print),
  };
}

/** Every `{available: false, reason}` below, whatever it is of, as a code. */
function withCodes(fields: Fields): Fields {
  const coded = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, codedValue(value)]));
  if (coded.available !== false || typeof coded.reason !== 'string') return coded;
  const { reason, ...rest } = coded;
  return { ...rest, ...sentence(reason) };
}

function codedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(codedValue);
  return isFields(value) ? withCodes(value) : value;
}

/** A sentence stays one: nothing is parsed out of it. */
const sentence = (text: unknown): Fields => ({ code: 'schema-1', values: { text: String(text) } });

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const mapFields = (value: unknown, map: (fields: Fields) => Fields): unknown => (isFields(value) ? map(value) : value);

const each = (values: unknown, map: (fields: Fields) => Fields): unknown =>
  Array.isArray(values) ? values.map(value => mapFields(value, map)) : values;

const mapOutcome = (line: Fields, map: (outcome: Fields) => Fields): Fields => ({
  ...line,
  outcome: mapFields(line.outcome, map),
});
