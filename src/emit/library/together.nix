# nif2nix (MIT License): dependencies that are compiled together.
{
  lib,
  writeText,
  writeTextDir,
}:
let
  # One derivation with each of `members` as a folder of it that builders take in the place of a dependency of its own.
  compileTogether =
    {
      name,
      buildMix,
      members,
      # From the name of a dependency that is not among them to what it is.
      beamDep,
      # Configuration, as the builder takes it, or null.
      config,
    }:
    let
      needsOf = member: builtins.partition (need: members ? ${need}) members.${member}.beamDeps;
      # Read twice by the build, with a function of this name that places sources, and one that installs what was compiled. In a
      # file, since an environment variable has an end.
      list = writeText "${name}.sh" (
        lib.concatMapStrings (
          member:
          let
            inherit (members.${member}) version src;
            needs = needsOf member;
            paths =
              map (need: ''"$out"/${need}'') needs.right
              ++ map (need: lib.escapeShellArg (beamDep need)) needs.wrong;
          in
          "dependency ${
            lib.escapeShellArgs [
              member
              version
              src
            ]
          } ${lib.concatStringsSep " " paths}\n"
        ) (builtins.attrNames members)
      );
    in
    buildMix (
      {
        inherit name;
        version = "1";
        src = writeTextDir "mix.exs" (builtins.readFile ./together.exs);
        beamDeps = lib.unique (
          map beamDep (lib.concatMap (member: (needsOf member).wrong) (builtins.attrNames members))
        );
        # Under the names that sources have where they are built alone, those of the store without the hash, because code may keep the
        # path of its file. A program is started for all of them where that can be: for some hundred, starting takes seconds.
        preBuild = ''
          mkdir deps
          folders=()
          dependency() {
            local folder="''${3##*/}"
            [[ ! "$folder" =~ ^[a-z0-9]{32}- ]] || folder="''${folder:33}"
            folder="$NIX_BUILD_TOP/$folder"
            [ ! -e "$folder" ] || folder="$folder-of-$1"
            cp -r --preserve=timestamps "$3" "$folder"
            ln -s "$folder" "deps/$1"
            folders+=("$folder")
          }
          source ${list}
          chmod -R u+w "''${folders[@]}"
        '';
        # What the builder of one dependency leaves.
        postBuild = ''
          dependency() {
            local member="$out/$1" library="$out/$1/lib/erlang/lib/$1-$2" folder
            folders=()
            for folder in _build/*/lib/"$1"/{src,ebin,priv,include}; do
              [ ! -d "$folder" ] || folders+=("$folder")
            done
            mkdir -p "$library" "$member/nix-support"
            [ "''${#folders[@]}" = 0 ] || cp -Hrt "$library" "''${folders[@]}"
            ln -s "$3" "$member/src"
            echo 'addToSearchPath ERL_LIBS "$1/lib/erlang/lib"' > "$member/nix-support/setup-hook"
            shift 3
            echo "$*" > "$member/nix-support/propagated-build-inputs"
          }
          source ${list}
        '';
      }
      // lib.optionalAttrs (config != null) { appConfigPath = config; }
    );
in
{
  # Every dependency by its name. Those of `together` are compiled by one BEAM in one derivation, or in two where some read the project's
  # configuration, so that an edit of that leaves the others alone. What is overridden, and what is built on that, is a derivation of its own.
  dependenciesTogether =
    {
      # The builder of a single one.
      buildMix,
      # Its arguments by name; names in `beamDeps`.
      together,
      # The others, as they are built.
      apart,
      overrides,
      # The configuration of those that are built with one.
      appConfigPath ? null,
    }:
    let
      single =
        name: arguments:
        buildMix (
          arguments
          // {
            inherit name;
            beamDeps = map (need: self.${need}) arguments.beamDeps;
          }
        );
      singles = builtins.mapAttrs single together // apart;
      overridden = overrides self singles;
      isAlone = builtins.mapAttrs (
        name:
        { beamDeps, ... }:
        overridden ? ${name} || lib.any (need: isAlone.${need} or (overridden ? ${need})) beamDeps
      ) together;

      membersOf =
        isConfigured:
        lib.filterAttrs (
          name: arguments: !isAlone.${name} && (arguments ? appConfigPath) == isConfigured
        ) together;
      compiled =
        name: config: members:
        let
          # Once for all of them, not for each.
          derivation = compileTogether {
            inherit
              name
              buildMix
              members
              config
              ;
            beamDep = need: self.${need};
          };
        in
        builtins.mapAttrs (member: _: "${derivation}/${member}") members;

      self =
        singles
        // compiled "dependencies" null (membersOf false)
        // compiled "configured-dependencies" appConfigPath (membersOf true)
        // overridden;
    in
    self;
}
