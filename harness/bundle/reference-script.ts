/** The `moebench-reference` of a bundle: detects, runs the accelerator suite, verifies, and leaves all of it in one folder. */

/** The text of a POSIX shell script that needs nothing but the bundle it lies in. */
export function referenceScript(): string {
  return `#!/bin/sh
# ./moebench-reference FOLDER [options of moebench run]: measures this host's accelerators once, for a record to carry away.
# FOLDER gets detect.json, records/<machine>/<run>.jsonl with its samples, and run.log. Options behind it go to the run, and win; the run
# works in FOLDER, so that its record names no folder of this host: give paths from the root.
case $0 in
  */*) here=\${0%/*} ;;
  *) here=. ;;
esac
here=$(CDPATH= cd -- "$here" && pwd -P) || exit 2
out=$1
if [ -z "$out" ]; then
  echo "usage: moebench-reference FOLDER [options of moebench run]" >&2
  exit 2
fi
shift
mkdir -p "$out" && cd -- "$out" || exit 2
if [ -e run.log ]; then
  echo "moebench-reference: $out holds a run already; give another folder" >&2
  exit 2
fi
log=$PWD/run.log

echo "Looking at this host ($log)"
"$here/moebench" detect --json >detect.json 2>run.log || {
  echo "moebench-reference: detect failed; the last words are in $log" >&2
  exit 1
}

echo "Running"
"$here/moebench" run --suite accelerator --out records "$@" >>run.log 2>&1
ran=$?

if [ ! -d records ]; then
  echo "moebench-reference: nothing was measured, run ended with $ran; the last words are in $log" >&2
  [ "$ran" -ne 0 ] && exit "$ran"
  exit 1
fi
"$here/moebench" verify records >>run.log 2>&1
verified=$?
echo "run ended with $ran, verify with $verified" >>run.log

if [ "$ran" -ne 0 ] || [ "$verified" -ne 0 ]; then
  echo "moebench-reference: run ended with $ran, verify with $verified; see $log. What was measured is in $PWD/records" >&2
  [ "$ran" -ne 0 ] && exit "$ran"
  exit "$verified"
fi
echo "Done. Carry $PWD back, then: npx moebench import FOLDER --reference"
`;
}
