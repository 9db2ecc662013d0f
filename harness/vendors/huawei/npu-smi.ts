/**
 * Huawei Ascend: npu-smi. What the Power column covers, by the tool's published source: on 310, 310B and 310P the board's,
 * from its controller, repeated with each chip; on 910, 910B and 950 the chip's. A 910C has two dies in one package: the first
 * row tells for both, the second has `-`.
 */
import type { Row } from '../device.ts';
import { perBoard } from '../sensing/boards.ts';
import { hasFigure, listingSource, type Meter } from '../sensing/listing.ts';
import { readInfo } from './devices.ts';

export const npuSmi = listingSource({
  id: 'npu-smi',
  vendor: 'huawei',
  asks: [['info']],
  read: readInfo,
  boundary: 'chip',
  meters: metersOf,
});

const IS_BOARD = /^(Ascend ?)?310/;

function metersOf(rows: readonly Row[]): readonly Meter[] {
  const boards = perBoard(
    rows.filter(row => IS_BOARD.test(row.name)),
    ({ card }) => card ?? null,
  );
  const chips = rows.filter(row => !IS_BOARD.test(row.name) && !isToldBy(rows, row));
  return [...boards, ...chips.map(row => ({ row, boundary: 'chip' }) as const)];
}

/** True of a die whose power stands with another of its package. */
function isToldBy(rows: readonly Row[], row: Row): boolean {
  return !hasFigure(row) && rows.some(other => other.card === row.card && hasFigure(other));
}
