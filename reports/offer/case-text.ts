/** A case as YAML, in the form of docs/cases: a line for each candidate's price and speed. */
import { Document, isMap, isScalar, isSeq, type Scalar, visit } from 'yaml';

/** Levels of the document that stand in lines of their own; deeper ones are written in braces. */
const BLOCK_LEVELS = 3;

export function caseText(value: Readonly<Record<string, unknown>>): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Collection: (_, node, path) => {
      if (path.filter(above => isMap(above) || isSeq(above)).length >= BLOCK_LEVELS) node.flow = true;
    },
    Scalar: (_, node) => {
      if (isLarge(node)) node.format = 'EXP';
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

const isLarge = (node: Scalar): boolean => isScalar(node) && typeof node.value === 'number' && node.value >= 1e9;
