# The part of nixpkgs' lib that generated files and the stand-in builders call, under the same names and with the same results.
let
  inherit (builtins)
    attrNames
    attrValues
    concatMap
    concatStringsSep
    elem
    filter
    foldl'
    functionArgs
    intersectAttrs
    isAttrs
    isFunction
    isList
    length
    listToAttrs
    mapAttrs
    stringLength
    substring
    ;

  overriding =
    rebuild: result:
    if isAttrs result then
      result
      // {
        override = rebuild;
      }
      // (if result ? overrideAttrs then { overrideAttrs = change: overriding rebuild (result.overrideAttrs change); } else { })
    else
      result;
in
rec {
  inherit (builtins)
    attrNames
    attrValues
    concatMap
    concatStringsSep
    elem
    elemAt
    filter
    foldl'
    functionArgs
    head
    isAttrs
    isFunction
    isList
    isString
    length
    listToAttrs
    mapAttrs
    removeAttrs
    replaceStrings
    splitVersion
    stringLength
    substring
    tail
    ;

  # Reads as the newest nixpkgs that crane asks for.
  version = "26.05.stand-in";
  trivial.release = "26.05";

  # booleans and options
  optional = condition: value: if condition then [ value ] else [ ];
  optionals = condition: values: if condition then values else [ ];
  optionalAttrs = condition: set: if condition then set else { };
  optionalString = condition: text: if condition then text else "";
  boolToString = value: if value then "true" else "false";
  assertMsg = condition: message: condition || throw message;

  # functions
  id = value: value;
  flip = f: a: b: f b a;
  pipe = foldl' (value: f: f value);
  fix =
    f:
    let
      self = f self;
    in
    self;
  composeExtensions =
    first: second: final: prev:
    let
      once = first final prev;
    in
    once // second final (prev // once);
  composeManyExtensions = builtins.foldl' composeExtensions (_: _: { });
  extends =
    overlay: base: final:
    let
      prev = base final;
    in
    prev // overlay final prev;
  makeExtensible =
    base:
    fix (self: (base self) // { extend = overlay: makeExtensible (extends overlay base); });

  # `f args` that can be called again with other arguments through `.override`.
  makeOverridable =
    f: args:
    overriding (changes: makeOverridable f (args // (if isFunction changes then changes args else changes))) (f args);
  callPackageWith =
    scope: fileOrFunction: args:
    let
      f = if isFunction fileOrFunction then fileOrFunction else import fileOrFunction;
    in
    makeOverridable f (intersectAttrs (functionArgs f) scope // args);

  # attribute sets
  attrByPath =
    path: default: set:
    if path == [ ] then
      set
    else if isAttrs set && set ? ${builtins.head path} then
      attrByPath (builtins.tail path) default set.${builtins.head path}
    else
      default;
  genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);
  nameValuePair = name: value: { inherit name value; };
  filterAttrs =
    keep: set:
    listToAttrs (concatMap (name: optional (keep name set.${name}) (nameValuePair name set.${name})) (attrNames set));
  mapAttrs' = f: set: listToAttrs (map (name: f name set.${name}) (attrNames set));
  mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
  concatMapAttrs = f: set: foldl' (all: name: all // f name set.${name}) { } (attrNames set);
  recursiveUpdate =
    left: right:
    left
    // mapAttrs (
      name: value: if left ? ${name} && isAttrs left.${name} && isAttrs value then recursiveUpdate left.${name} value else value
    ) right;
  isDerivation = value: isAttrs value && value.type or null == "derivation";
  getBin = value: value.bin or value;
  getLib = value: value.lib or value;
  getDev = value: value.dev or value;
  getExe = value: "${getBin value}/bin/${value.meta.mainProgram or value.pname}";
  getExe' =
    value: name:
    if !isDerivation value then
      throw "lib.meta.getExe': The first argument is of type ${builtins.typeOf value}, but it should be a derivation instead."
    else
      "${getBin value}/bin/${name}";

  # lists
  any = builtins.any;
  all = builtins.all;
  last = list: builtins.elemAt list (length list - 1);
  init = list: builtins.genList (builtins.elemAt list) (length list - 1);
  flatten = value: if isList value then concatMap flatten value else [ value ];
  unique = foldl' (seen: value: if elem value seen then seen else seen ++ [ value ]) [ ];
  toList = value: if isList value then value else [ value ];
  reverseList = list: builtins.genList (n: builtins.elemAt list (length list - 1 - n)) (length list);
  subtractLists = without: filter (value: !elem value without);

  # strings
  concatStrings = concatStringsSep "";
  concatMapStrings = f: list: concatStrings (map f list);
  concatMapStringsSep = separator: f: list: concatStringsSep separator (map f list);
  hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
  hasSuffix =
    suffix: text:
    stringLength text >= stringLength suffix
    && substring (stringLength text - stringLength suffix) (-1) text == suffix;
  hasInfix = part: text: builtins.length (builtins.split (escapeRegex part) text) > 1;
  removePrefix = prefix: text: if hasPrefix prefix text then substring (stringLength prefix) (-1) text else text;
  removeSuffix =
    suffix: text:
    if hasSuffix suffix text then substring 0 (stringLength text - stringLength suffix) text else text;
  splitString = separator: text: filter builtins.isString (builtins.split (escapeRegex separator) text);
  escape = characters: builtins.replaceStrings characters (map (character: "\\${character}") characters);
  escapeRegex = escape [ "\\" "[" "{" "(" ")" "^" "$" "?" "*" "+" "|" "." ];
  escapeShellArg = value: "'${builtins.replaceStrings [ "'" ] [ "'\\''" ] (toString value)}'";
  escapeShellArgs = values: concatMapStringsSep " " escapeShellArg (toList values);
  makeSearchPath = folder: concatMapStringsSep ":" (package: "${package}/${folder}");
  makeBinPath = packages: makeSearchPath "bin" (map getBin packages);
  makeLibraryPath = makeSearchPath "lib";
  versionOlder = a: b: builtins.compareVersions b a == 1;
  versionAtLeast = a: b: !versionOlder a b;
  versions = {
    major = text: builtins.elemAt (builtins.splitVersion text) 0;
    majorMinor = text: concatStringsSep "." [ (builtins.elemAt (builtins.splitVersion text) 0) (builtins.elemAt (builtins.splitVersion text) 1) ];
  };
  warn = message: value: builtins.trace "warning: ${message}" value;
  fetchers.proxyImpureEnvVars = [
    "http_proxy"
    "https_proxy"
    "ftp_proxy"
    "all_proxy"
    "no_proxy"
  ];
  fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  # lib/path/default.nix: only what stays below the path.
  path.append =
    root: below:
    let
      parts = filter builtins.isString (builtins.split "/+" below);
    in
    if !builtins.isPath root then
      throw "lib.path.append: The first argument is of type ${builtins.typeOf root}, but a path was expected"
    else if below == "" || hasPrefix "/" below || elem ".." parts then
      throw "lib.path.append: Second argument is not a valid subpath string: \"${below}\""
    else
      root + "/${below}";

  # sources
  cleanSourceWith =
    {
      filter ? _path: _type: true,
      src,
      name ? null,
    }:
    let
      inner = src._isLibCleanSourceWith or false;
      origSrc = if inner then src.origSrc else src;
      both = if inner then path: type: filter path type && src.filter path type else filter;
      named =
        if name != null then
          name
        else if inner then
          src.name
        else
          baseNameOf src;
    in
    {
      _isLibCleanSourceWith = true;
      inherit origSrc;
      filter = both;
      name = named;
      outPath = builtins.path {
        filter = both;
        path = origSrc;
        name = named;
      };
    };

  inherit (import ./modules.nix (import ./.))
    evalModules
    mkDefault
    mkEnableOption
    mkForce
    mkIf
    mkOption
    types
    ;

  fileset = import ./fileset.nix { lib = { inherit cleanSourceWith hasPrefix; }; };

  # Grouped as nixpkgs groups them too.
  strings = {
    inherit
      concatMapStringsSep
      concatStrings
      escapeShellArg
      escapeShellArgs
      hasPrefix
      hasSuffix
      optionalString
      removePrefix
      removeSuffix
      splitString
      ;
    inherit concatStringsSep;
  };
  attrsets = { inherit filterAttrs genAttrs mapAttrs' mapAttrsToList optionalAttrs recursiveUpdate; };
  lists = { inherit flatten last optional optionals unique; };
  licenses = {
    asl20 = { shortName = "asl20"; spdxId = "Apache-2.0"; };
    bsd3 = { shortName = "bsd3"; spdxId = "BSD-3-Clause"; };
    mit = { shortName = "mit"; spdxId = "MIT"; };
    mpl20 = { shortName = "mpl20"; spdxId = "MPL-2.0"; };
  };
  getLicenseFromSpdxIdOr =
    id: default:
    let
      found = filter (license: license.spdxId == id) (attrValues licenses);
    in
    if found == [ ] then default else builtins.head found;
  platforms = {
    unix = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
    linux = [ "x86_64-linux" "aarch64-linux" ];
  };
}
