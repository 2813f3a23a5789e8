# The patched source goes to $out/src, before anything is built in it.

beamCopySource() {
  mkdir -p "$out/src"
  cp -r . "$out/src"
}

postPatchHooks+=(beamCopySource)
