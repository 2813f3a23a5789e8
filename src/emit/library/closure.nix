# nif2nix (MIT License): how much the release brings along.
{ lib, closureInfo }:
{
  # The check of a release that fails besides where the release, with all that it needs, takes more than `limit` bytes; it names what takes most.
  closureWithin =
    limit: release: check:
    check.overrideAttrs (prev: {
      buildCommand = prev.buildCommand + ''
        # Of each path: itself, a hash, bytes, what made it, how many others it names, and those.
        awk '
          { path = $0; getline; getline; size = $0; getline; getline; for (left = $0; left > 0; left--) getline }
          { printf "%.0f %s\n", size, path }
        ' ${closureInfo { rootPaths = [ release ]; }}/registration | sort -nr > sizes
        mebibytes() { awk '{ printf "%.1f MiB", $1 / 1048576 }'; }
        total="$(awk '{ sum += $1 } END { printf "%.0f\n", sum }' sizes)"
        echo "closure: $(mebibytes <<< "$total") of at most $(mebibytes <<< ${toString limit})" | tee -a "$out"
        if [ "$total" -gt ${toString limit} ]; then
          head -n 10 sizes | awk '{ printf "%8.1f MiB  %s\n", $1 / 1048576, $2 }'
          echo ${lib.escapeShellArg "TOO LARGE: nix why-depends ${release} PATH says what names one of these; the limit is maxClosureSize in nif2nix.toml"}
          exit 1
        fi
      '';
    });
}
