/** The `moebench` of a bundle: nothing but the words of a POSIX shell; `ls` only where it was called through a link. */

/** The starter's text. `needs`: what the host must have, for the line that says it has not. */
export function starterText(needs: string): string {
  return `#!/bin/sh
# Runs moebench with the Node beside this file.
self=$0
while [ -h "$self" ]; do
  target=$(ls -ld -- "$self")
  target=\${target#*" -> "}
  case $target in
    /*) self=$target ;;
    *) self=\${self%/*}/$target ;;
  esac
done
case $self in
  */*) here=\${self%/*} ;;
  *) here=. ;;
esac
here=$(CDPATH= cd -- "\${here:-/}" && pwd -P) || exit 2

if [ ! -x "$here/node" ] || [ ! -f "$here/dist/harness/cli.js" ]; then
  echo "moebench: $here is not a whole bundle; unpack the archive again (its SHA256SUMS names every file)" >&2
  exit 2
fi

# The host's C++ library where it has one: drivers of accelerators may need it. Else the one in the bundle.
if ! "$here/node" --version >/dev/null 2>&1; then
  LD_LIBRARY_PATH=$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  export LD_LIBRARY_PATH
  if ! "$here/node" --version >/dev/null 2>&1; then
    echo "moebench: this bundle cannot run here; it needs ${needs}" >&2
    exit 2
  fi
fi

# A host without a list of users knows no home, and the library that draws the charts asks for one when it is loaded.
: "\${HOME:=$here}"
export HOME

exec "$here/node" "$here/dist/harness/cli.js" "$@"
`;
}
