/** What a device is called on a page: two machines with the same device are told apart. */
import type { ReportRow } from '../../report/schema.ts';
import type { InEvery, Language } from '../language.ts';

/** What of a row tells its device. */
export type DeviceRow = Pick<ReportRow, 'machine' | 'imported'> & {
  readonly device: Pick<ReportRow['device'], 'name' | 'index'>;
};

/**
 * The name of each device of these rows: `AMD EPYC`, and with its machine where another machine has a device of that name
 * (`AMD EPYC (lab-1)`), with its number where its machine has several (`NVIDIA H20 #1`).
 */
export function deviceNames(rows: readonly DeviceRow[], language: Language): (row: DeviceRow) => string {
  const names = new Map<string, string>();
  for (const row of rows) names.set(deviceKey(row), nameAmong(row, rows, IMPORTED[language]));
  return row => names.get(deviceKey(row)) ?? row.device.name;
}

/** The same for two rows of one device, whatever runs on it. */
export const deviceKey = ({ machine, imported, device: { name, index } }: DeviceRow): string =>
  JSON.stringify([machine, imported, name, index]);

/** What a record of another machine is marked with where a machine here has its id. */
const IMPORTED: InEvery<string> = { en: ', imported', zh: '，导入' };

function nameAmong(row: DeviceRow, rows: readonly DeviceRow[], importedMark: string): string {
  const { name, index } = row.device;
  const sameName = rows.filter(({ device }) => device.name === name);
  const machines = new Set(sameName.map(machineOf));
  const ofMachine = sameName.filter(other => machineOf(other) === machineOf(row));
  const number = new Set(ofMachine.map(({ device }) => device.index)).size > 1 ? ` #${index}` : '';
  if (machines.size < 2) return `${name}${number}`;
  const sameId = sameName.filter(({ machine }) => machine === row.machine);
  const mark = row.imported && sameId.some(({ imported }) => !imported) ? importedMark : '';
  return `${name}${number} (${row.machine}${mark})`;
}

const machineOf = ({ machine, imported }: DeviceRow): string => JSON.stringify([machine, imported]);
