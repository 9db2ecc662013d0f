/** The name of a work that a record knows by its hash and the id of its case. */
import type { Report } from '../../report/schema.ts';
import type { Language } from '../../words/language.ts';
import { workloadNames } from '../../words/names/workload-name.ts';

export type WorkName = (workloadSha256: string, caseId: string) => string;

/** As the rows of the report are called. A work without a row, such as a product of the roofline, has the id of its case. */
export function workNames({ rows }: Pick<Report, 'rows'>, language: Language): WorkName {
  const workloads = rows.map(({ workload }) => workload);
  const nameOf = workloadNames(workloads, language);
  const known = new Map(workloads.map(workload => [workload.sha256, nameOf(workload)]));
  return (sha256, caseId) => known.get(sha256) ?? caseId;
}
