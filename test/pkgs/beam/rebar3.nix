# rebar3 from Debian's package of that name; a build that wants it says so where it is missing.
{ stdenv }:
stdenv.linkFarm "rebar3" ''
  printf '#!/bin/bash\n[ -x /usr/bin/rebar3 ] || { echo "rebar3 is not installed on this machine" >&2; exit 127; }\nexec /usr/bin/rebar3 "$@"\n' >rebar3
  chmod +x rebar3
  ln -s rebar3 rebar
''
// {
  pname = "rebar3";
  meta.mainProgram = "rebar3";
}
