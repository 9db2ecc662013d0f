/** The script that is carried beside a bundle: one line starts it on the other host. */

export const ARCHIVE = 'moebench-linux-x64.tar.xz';

/** Where results go, beside the script, unless a folder is named. */
export const RESULTS = 'results';

/** Unpacks the archive beside it once, by tar and xz or else by Python, and measures. */
export function carrierScript(): string {
  return `#!/bin/sh
# sh run-reference.sh [FOLDER [options of moebench run]]: unpacks moebench beside this file and measures this host's accelerators.
case $0 in
  */*) here=\${0%/*} ;;
  *) here=. ;;
esac
here=$(CDPATH= cd -- "$here" && pwd -P) || exit 2
out=\${1:-$here/${RESULTS}}
[ $# -gt 0 ] && shift
unpacked=$here/unpacked
if [ ! -e "$unpacked/done" ]; then
  mkdir -p "$unpacked" || exit 2
  if command -v xz >/dev/null 2>&1; then
    tar -xJf "$here/${ARCHIVE}" -C "$unpacked" || exit 2
  else
    python3 -c 'import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2])' "$here/${ARCHIVE}" "$unpacked" || exit 2
  fi
  : >"$unpacked/done"
fi
for bundle in "$unpacked"/moebench-*; do
  exec "$bundle/moebench-reference" "$out" "$@"
done
`;
}
