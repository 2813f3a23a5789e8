# nif2nix (MIT License): libraries and programs for any machine of a kind, and not for those that have this Nix store.
{ lib, stdenv }:
let
  inherit (stdenv) hostPlatform;

  # Names of libraries, as an extended regular expression, that every machine has on which Erlang runs.
  ofSystem =
    if hostPlatform.isMusl then
      "libc\\.so|(libc\\.musl|ld-musl)-[a-z0-9_]+\\.so\\.1|libgcc_s\\.so\\.1|libstdc\\+\\+\\.so\\.6"
    else
      "lib(c|m)\\.so\\.6|libpthread\\.so\\.0|lib(dl|resolv)\\.so\\.2|lib(rt|util|anl|z|gcc_s)\\.so\\.1|libstdc\\+\\+\\.so\\.6|ld(-linux[a-z0-9_-]*|64)?\\.so\\.[0-9]";
in
{
  # Shell: the function `makePortable FILE [LIBRARY...]`. It takes the store out of an ELF file, and ends the build where the file
  # asks for more than each machine has and the libraries that are shipped with it, or for a newer glibc than `promised`.
  makePortable = promised: ''
    makePortable() (
      export LC_ALL=C
      library="$1"
      file="''${library##*/}"
      shift
      "''${STRIP:-strip}" --strip-debug "$library"
      beside="$(patchelf --print-rpath "$library" | tr : '\n' | sed -n '/^\$ORIGIN/p' | paste -sd :)"
      if [ -n "$beside" ]; then
        patchelf --set-rpath "$beside" "$library"
      else
        patchelf --remove-rpath "$library"
      fi
      interpreter="$("''${READELF:-readelf}" --wide --program-headers "$library" | sed -n 's/.*interpreter: \(.*\)\]$/\1/p')"
      if [ "''${interpreter#"$NIX_STORE/"}" != "$interpreter" ]; then
        case "$interpreter" in
          */ld-linux-x86-64.so.2 | */ld64.so.*) folder=/lib64 ;;
          *) folder=/lib ;;
        esac
        patchelf --set-interpreter "$folder/''${interpreter##*/}" "$library"
      fi
      # What a panic says where it happened names sources in the store: as long a text that names nothing.
      sed -i -E "s|$NIX_STORE/[0-9a-z]{32}-|/sources/of/crates/$(printf %0$((''${#NIX_STORE} + 15))d 0 | tr 0 .)|g" "$library"
      if grep -qF "$NIX_STORE/" "$library"; then
        echo "$file names a path in the store: it would be looked for where there is none" >&2
        exit 1
      fi
      dynamic="$("''${READELF:-readelf}" --wide --dynamic "$library")"
      if grep -E '\((RPATH|RUNPATH)\)' <<< "$dynamic" | grep -vF "[$beside]" >&2; then
        echo "$file searches folders that other machines do not have" >&2
        exit 1
      fi
      foreign="$(sed -n 's/.*(NEEDED).*\[\(.*\)\]$/\1/p' <<< "$dynamic" | grep -vxE ${lib.escapeShellArg ofSystem} \
        | grep -vxF "$(printf '%s\n' "$@")" || true)"
      if [ -n "$foreign" ]; then
        echo "$file needs libraries that other machines may not have: $(echo $foreign). Link them in, or build without them." >&2
        exit 1
      fi
      newest="$("''${READELF:-readelf}" --wide --version-info "$library" \
        | sed -n -e 's/.*Name: GLIBC_\([0-9][0-9.]*\) .*/\1/p' -e 's/.*Name: GLIBC_ABI_DT_RELR .*/2.36/p' | sort -V | tail -n 1)"
      if [ -n "$newest" ]; then
        echo "$file needs glibc $newest"
      fi
      ${lib.optionalString (promised != null) ''
        if [ "$(printf '%s\n' "$newest" ${lib.escapeShellArg promised} | sort -V | tail -n 1)" != ${lib.escapeShellArg promised} ]; then
          echo "$file was to need no newer glibc than ${promised}" >&2
          exit 1
        fi
      ''}
    )
  '';
}
