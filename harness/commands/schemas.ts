/** The JSON documents this program writes, under the names of their published schemas (docs/schemas/<name>.schema.json). */
import * as z from 'zod';
import { caseSchema } from '../../reports/case/schema.ts';
import { overlaySchema } from '../../reports/catalog/overlay.ts';
import { differenceSchema } from '../../reports/difference/schema.ts';
import { comparisonSchema } from '../../reports/money/schema.ts';
import { checkSchema } from '../../reports/regressions/schema.ts';
import { reportSchema } from '../../reports/report/schema.ts';
import { reproductionSchema } from '../../reports/reproduce/document.ts';
import { acceptanceLineSchema } from '../../results/history/acceptance.ts';
import { recordLineSchema } from '../../results/record.ts';
import { traceFileSchema } from '../../suites/request/trace.ts';
import { detectionSchema } from '../detect/detect.ts';
import { bundleDocumentSchema } from './bundle.ts';
import { conformanceSetSchema } from './conformance/conform-set.ts';
import { conformanceSchema } from './conformance/document.ts';
import { acceptedDocumentSchema } from './history/accept.ts';
import { importDocumentSchema } from './import.ts';
import { listSchema } from './list.ts';
import { nightlyDocumentSchema } from './nightly/document.ts';
import { pruneDocumentSchema } from './prune/prune-document.ts';
import { signatureDocumentSchema } from './sign.ts';
import { sqlDocumentSchema } from './sql/sql.ts';
import { runDocumentSchema } from './text/run-text.ts';
import { selftestDocumentSchema } from './text/selftest-text.ts';
import { verificationDocumentSchema } from './verify.ts';

/** `record`: one line of a record file. The others: what a command prints with --json. `acceptance`: one line of `accepted.jsonl`. `trace`, `catalog`, `case`: files that are read. */
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  record: recordLineSchema,
  run: runDocumentSchema,
  nightly: nightlyDocumentSchema,
  report: reportSchema,
  check: checkSchema,
  accepted: acceptedDocumentSchema,
  acceptance: acceptanceLineSchema,
  detection: detectionSchema,
  diff: differenceSchema,
  selftest: selftestDocumentSchema,
  verification: verificationDocumentSchema,
  signature: signatureDocumentSchema,
  conformance: conformanceSchema,
  'conformance-set': conformanceSetSchema,
  bundled: bundleDocumentSchema,
  import: importDocumentSchema,
  prune: pruneDocumentSchema,
  list: listSchema,
  reproduction: reproductionSchema,
  sql: sqlDocumentSchema,
  trace: traceFileSchema,
  catalog: overlaySchema,
  case: caseSchema,
  compare: comparisonSchema,
};

/** Files whose texts are read to typed values: their schema is of what people write. */
const WRITTEN: readonly string[] = ['case'];

/** The text of each schema file by its name: JSON Schema, draft 2020-12. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, {
        target: 'draft-2020-12',
        io: WRITTEN.includes(name) ? 'input' : 'output',
      });
      const document = { $schema, title: `moebench ${name}`, ...rest };
      return [`${name}.schema.json`, `${JSON.stringify(document, null, 2)}\n`];
    }),
  );
}
