# wrapProgram FILE [--prefix VARIABLE SEPARATOR VALUE] [--set VARIABLE VALUE] ...: the file moves to .NAME-wrapped, with a further
# underscore each time, and a script with its name sets the variables and starts it under the name it was called by.

wrapProgram() {
  local program="$1" hidden lines=
  shift
  hidden="$(dirname "$program")/.$(basename "$program")-wrapped"
  while [ -e "$hidden" ]; do hidden+=_; done
  while [ $# -gt 0 ]; do
    case "$1" in
      --prefix)
        lines+="export $2=\"$4\${$2:+$3}\${$2-}\""$'\n'
        shift 4
        ;;
      --suffix)
        lines+="export $2=\"\${$2-}\${$2:+$3}$4\""$'\n'
        shift 4
        ;;
      --set)
        lines+="export $2=$(printf %q "$3")"$'\n'
        shift 3
        ;;
      --set-default)
        lines+="export $2=\"\${$2-$(printf %q "$3")}\""$'\n'
        shift 3
        ;;
      --unset)
        lines+="unset $2"$'\n'
        shift 2
        ;;
      *)
        echo "wrapProgram: unknown option $1" >&2
        return 1
        ;;
    esac
  done
  mv "$program" "$hidden"
  printf '#!/bin/bash -e\n%sexec -a "$0" "%s" "$@"\n' "$lines" "$hidden" >"$program"
  chmod +x "$program"
}
