# The part of nixpkgs' module system that modules written by nif2nix use: options with a type, `mkIf` and `mkDefault`. As strict as the real
# one where it matters: an option that is not declared, a value of another type, and two values for one option are errors.
lib:
let
  inherit (builtins) all attrNames concatMap concatStringsSep filter foldl' head isAttrs isFunction length mapAttrs;
  inherit (lib) hasPrefix;

  isOption = value: value._type or "" == "option";
  isPrioritised = value: isAttrs value && value._type or "" == "override";
  isIf = value: isAttrs value && value._type or "" == "if";

  # Each value under `path`, as { priority, value }, of one definition of the whole configuration.
  found =
    path: definition:
    # A condition may ask for other options, so that it counts only where there is something to it.
    if isIf definition then
      let
        inner = found path definition.content;
      in
      if length inner > 0 && definition.condition then inner else [ ]
    else if path == [ ] then
      if isPrioritised definition then
        [ { inherit (definition) priority; value = definition.content; } ]
      else
        [ { priority = 100; value = definition; } ]
    else if isAttrs definition && definition ? ${head path} then
      found (builtins.tail path) definition.${head path}
    else
      [ ];

  strongest =
    values:
    let
      best = foldl' (least: each: if each.priority < least then each.priority else least) 10000 values;
    in
    map (each: each.value) (filter (each: each.priority == best) values);

  valueOf =
    path: option: definitions:
    let
      given = strongest (concatMap (found path) definitions);
      name = concatStringsSep "." path;
      values = if given != [ ] then given else if option ? default then [ option.default ] else throw "The option `${name}' was accessed but has no value defined.";
    in
    option.type.merge name values;

  # Options and definitions of one level -> its values; names that no option has are refused.
  level =
    path: options: definitions:
    mapAttrs (
      name: option:
      if isOption option then valueOf (path ++ [ name ]) option definitions else level (path ++ [ name ]) option definitions
    ) options;

  check =
    path: options: definition:
    if isIf definition then
      if definition.condition then check path options definition.content else true
    else
      all (
        name:
        if !(options ? ${name}) then
          throw "The option `${concatStringsSep "." (path ++ [ name ])}' does not exist."
        else
          isOption options.${name} || check (path ++ [ name ]) options.${name} definition.${name}
      ) (attrNames definition);

  evalModules =
    { modules, specialArgs ? { } }:
    let
      call = module: if isFunction module then module (specialArgs // { inherit lib config; }) else module;
      load =
        module:
        let
          loaded = call (if builtins.isPath module || builtins.isString module then import module else module);
        in
        [ loaded ] ++ concatMap load (loaded.imports or [ ]);
      all' = concatMap load modules;
      options = foldl' lib.recursiveUpdate { } (map (module: module.options or { }) all');
      definitionsOf =
        module: if module ? config || module ? options then module.config or { } else removeAttrs module [ "imports" ];
      definitions = map definitionsOf all';
      config = level [ ] options definitions;
    in
    {
      inherit options;
      config = builtins.seq (all (check [ ] options) definitions) config;
    };

  one =
    what: test: {
      merge =
        name: values:
        if length values != 1 then
          throw "The option `${name}' is defined multiple times while it's expected to be unique."
        else if !(test (head values)) then
          throw "A definition for option `${name}' is not of type `${what}'."
        else
          head values;
    };
in
{
  inherit evalModules;
  mkOption = arguments: { _type = "option"; } // arguments;
  mkEnableOption = name: {
    _type = "option";
    type = one "boolean" builtins.isBool;
    default = false;
    description = "Whether to enable ${name}.";
  };
  mkIf = condition: content: { _type = "if"; inherit condition content; };
  mkDefault = content: { _type = "override"; priority = 1000; inherit content; };
  mkForce = content: { _type = "override"; priority = 50; inherit content; };

  types = rec {
    bool = one "boolean" builtins.isBool;
    str = one "string" builtins.isString;
    raw = one "raw value" (_: true);
    package = one "package" (value: lib.isDerivation value);
    path = one "absolute path" (value: (builtins.isPath value || builtins.isString value) && hasPrefix "/" (toString value));
    externalPath = one "absolute path not in the Nix store" (
      value: builtins.isString value && hasPrefix "/" value && !(hasPrefix builtins.storeDir value)
    );
    nullOr = type: {
      merge = name: values: if all (value: value == null) values then null else type.merge name values;
    };
    listOf = type: {
      merge = name: values: concatMap (map (value: type.merge name [ value ])) values;
    };
    attrsOf = type: {
      merge =
        name: values:
        let
          names = lib.unique (concatMap attrNames values);
        in
        lib.genAttrs names (
          each: type.merge "${name}.${each}" (concatMap (value: if value ? ${each} then [ value.${each} ] else [ ]) values)
        );
    };
    submodule = module: {
      merge = name: values: (evalModules { modules = [ module ] ++ values; }).config;
    };
  };
}
