# nif2nix (MIT License): programs that the release calls.
{ lib, makeWrapper }:
{
  # Attributes for mixRelease, with packages whose programs the release finds in its PATH: around what mixRelease puts around the
  # start scripts, which up to nixpkgs 26.05 it does in a postFixup that replaces any other.
  runPath =
    packages: attributes:
    attributes
    // {
      nativeBuildInputs = attributes.nativeBuildInputs or [ ] ++ [ makeWrapper ];
      preFixup = attributes.preFixup or "" + ''
        wrapInRunPath() {
          local program
          for program in "$out"/bin/*; do
            [ ! -f "$program" ] || wrapProgram "$program" --prefix PATH : ${lib.makeBinPath packages}
          done
        }
        postFixupHooks+=(wrapInRunPath)
      '';
    };
}
