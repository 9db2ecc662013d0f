/** What a comparison with the reference rests on. */
import { fact } from '../../fact.ts';
import { isReferenceOf, otherWay } from '../../race/comparison.ts';
import { reachedShare } from '../../reference/reached.ts';
import { executionText, softwareText } from '../../rows/software.ts';
import { boardSpread } from '../../spread/board-spread.ts';
import { distinct, type Ground, type Rule } from './ground.ts';

/** Whose speed stands in for the reference's, by what it was scaled, and how wrong that may be. */
export const bySibling: Rule = ({ rows, referenceRows, reference }) => {
  const used = referenceRows.flatMap(({ sibling }) => (sibling === null ? [] : [sibling]));
  const siblings = [...new Map(used.map(sibling => [sibling.chip, sibling])).values()];
  return siblings.map(({ name, chip, reason, error }) => {
    const limits = [...new Set(used.filter(sibling => sibling.chip === chip).map(({ ratio }) => ratio.limit))];
    const scaled = referenceRows.filter(({ sibling }) => sibling?.chip === chip);
    const beside = countsBeside(rows, scaled);
    return fact('reference-by-sibling', {
      ...{ reference: reference.name, sibling: name, reason, limits, ...beside },
      ...error,
    });
  });
};

/** How many of the rows stand beside these speeds of the reference. */
const countsBeside = (rows: Ground['rows'], speeds: Ground['referenceRows']) => ({
  beside: rows.filter(row => speeds.some(speed => isReferenceOf(speed, row))).length,
  rows: rows.length,
});

export const projection: Rule = ({ rows, referenceRows, reference, catalog }) => {
  const projected = referenceRows.filter(row => row.basis === 'projected' && row.stepMs.available);
  const reached = reachedShare(catalog);
  if (projected.length === 0 || reached === null) return [];
  const { name, source, date, confidence } = reference;
  const { point, low, high, anchors, publications, covered } = reached;
  return [
    fact('reference-projected', {
      ...{ reference: name, share: point, low, high, anchors, publications, covered },
      ...countsBeside(rows, projected),
    }),
    fact('reference-sheet', { reference: name, source, date, confidence }),
  ];
};

/** A reference that ran the work by other software: its speed is of that software, and no row of other software is compared with it. */
export const otherSoftware: Rule = ({ referenceRows, reference }) => {
  const items = referenceRows
    .filter(({ basis }) => basis !== 'measured')
    .flatMap(({ ranOtherwise, basis, workload }) =>
      ranOtherwise.map(ran =>
        fact('ran-elsewhere', { what: executionText(reference.name, ran, workload.dtype), basis }),
      ),
    );
  return items.length === 0 ? [] : [fact('reference-ran-otherwise', {}, distinct(items))];
};

/** Each chip by its own winner: which strategies those are is said where they differ. */
export const bestAgainstBest: Rule = ({ rows, referenceRows, reference }) => {
  const items = rows
    .filter(({ relative }) => relative.available)
    .flatMap(row =>
      referenceRows.flatMap(other => {
        const way = isReferenceOf(other, row) ? otherWay(row, other) : null;
        if (way === null) return [];
        const what = executionText(row.device.name, row.ran, row.workload.dtype);
        return [fact('compared-pair', { what, reference: reference.name, way: softwareText(way) })];
      }),
    );
  return items.length === 0 ? [] : [fact('best-against-best', {}, distinct(items))];
};

/** By what a comparison of chips is widened, or that nothing is known of it. `boards`: on how many the reference was measured. */
export const betweenBoards: Rule = ({ rows, referenceRows, catalog }) => {
  if (!rows.some(({ saving, relative }) => saving.available || relative.available)) return [];
  const { board } = boardSpread(catalog);
  const counts = referenceRows.filter(({ basis }) => basis === 'measured').map(({ boards }) => boards.length);
  const boards = [...new Set(counts)].toSorted((a, b) => a - b).map(String);
  return [
    board === null ? fact('boards-differ-unknown', { boards }) : fact('boards-differ', { deviation: board, boards }),
  ];
};
