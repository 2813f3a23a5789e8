# nif2nix (MIT License): programs that the release calls.
{ lib, makeWrapper }:
{
  # Attributes for mixRelease, with packages whose programs the release finds in its PATH: around what mixRelease puts around the
  # start scripts.
  runPath =
    packages: attributes:
    attributes
    // {
      nativeBuildInputs = attributes.nativeBuildInputs or [ ] ++ [ makeWrapper ];
      postFixup = ''
        for program in "$out"/bin/*; do
          [ ! -f "$program" ] || wrapProgram "$program" --prefix PATH : ${lib.makeBinPath packages}
        done
      '';
    };
}
