# The part of lib.fileset that generated files call, with the results and the refusals of nixpkgs (lib/fileset/default.nix).
{ lib }:
let
  inherit (builtins)
    all
    any
    attrNames
    isPath
    isString
    pathExists
    readDir
    typeOf
    ;

  isAt = folder: path: path == folder || lib.hasPrefix "${if folder == "/" then "" else folder}/" path;

  # A file set judges paths from the top down: "all" of what is below is in it, "none", or "some". `base`: nothing outside
  # of it can be in the set; null for an empty set.
  make = base: judge: {
    _type = "fileset";
    inherit base judge;
  };
  empty = make null (_: _: "none");

  ofPath =
    path:
    let
      own = toString path;
    in
    make own (
      path: _:
      if isAt own path then
        "all"
      else if isAt path own then
        "some"
      else
        "none"
    );

  coerce =
    context: value:
    if value._type or null == "fileset" then
      value
    else if value._isLibCleanSourceWith or false then
      throw "${context} is a `lib.sources`-based value, but it should be a file set or a path. Use lib.fileset.fromSource."
    else if !isPath value then
      throw "${context} is of type ${typeOf value}, but it should be a file set or a path"
    else if !pathExists value then
      throw "${context} (${toString value}) is a path that does not exist. Use lib.fileset.maybeMissing for paths that may not."
    else
      ofPath value;

  kindIn = folder: name: (readDir folder).${name};

  # Folders without any file of the set are not in the source.
  holds =
    judge: folder:
    any (
      name:
      let
        path = "${folder}/${name}";
        type = kindIn folder name;
      in
      judge path type != "none" && (type != "directory" || holds judge path)
    ) (attrNames (readDir folder));
in
rec {
  maybeMissing =
    path:
    if !isPath path then
      (
        if isString path then
          throw "lib.fileset.maybeMissing: Argument (\"${path}\") is a string-like value, but it should be a path instead."
        else
          throw "lib.fileset.maybeMissing: Argument is of type ${typeOf path}, but it should be a path instead."
      )
    else if pathExists path then
      ofPath path
    else
      empty;

  unions =
    sets:
    if !builtins.isList sets then
      throw "lib.fileset.unions: Argument is of type ${typeOf sets}, but it should be a list instead."
    else
      builtins.foldl' union empty sets;

  union =
    a: b:
    let
      left = coerce "lib.fileset.union: First argument" a;
      right = coerce "lib.fileset.union: Second argument" b;
      common = a: b: if isAt a b then a else common (dirOf a) b;
    in
    if left.base == null then
      right
    else if right.base == null then
      left
    else
      make (common left.base right.base) (
        path: type:
        let
          judged = map (set: set.judge path type) [
            left
            right
          ];
        in
        if any (one: one == "all") judged then
          "all"
        else if all (one: one == "none") judged then
          "none"
        else
          "some"
      );

  intersection =
    a: b:
    let
      left = coerce "lib.fileset.intersection: First argument" a;
      right = coerce "lib.fileset.intersection: Second argument" b;
    in
    if left.base == null || right.base == null || !(isAt left.base right.base || isAt right.base left.base) then
      empty
    else
      make (if isAt left.base right.base then right.base else left.base) (
        path: type:
        let
          judged = map (set: set.judge path type) [
            left
            right
          ];
        in
        if any (one: one == "none") judged then
          "none"
        else if all (one: one == "all") judged then
          "all"
        else
          "some"
      );

  difference =
    a: b:
    let
      left = coerce "lib.fileset.difference: First argument (positive set)" a;
      right = coerce "lib.fileset.difference: Second argument (negative set)" b;
    in
    make left.base (
      path: type:
      let
        positive = left.judge path type;
        negative = right.judge path type;
      in
      if positive == "none" || negative == "all" then
        "none"
      else if negative == "none" then
        positive
      else
        "some"
    );

  fromSource =
    source:
    let
      isFiltered = source._isLibCleanSourceWith or false;
      root = toString (if isFiltered then source.origSrc else source);
      passes = path: type: path == root || (passes (dirOf path) "directory" && source.filter path type);
    in
    if !isFiltered && !isPath source then
      throw "lib.fileset.fromSource: The source origin of the argument is of type ${typeOf source}, but it should be a path instead."
    else if !pathExists root then
      throw "lib.fileset.fromSource: The source origin (${root}) of the argument is a path that does not exist."
    else if !isFiltered then
      ofPath source
    else
      make root (
        path: type:
        if isAt path root then
          "some"
        else if !(isAt root path && passes path type) then
          "none"
        else if type == "directory" then
          "some"
        else
          "all"
      );

  toSource =
    { root, fileset }:
    let
      set = coerce "lib.fileset.toSource: `fileset`" fileset;
      folder = toString root;
    in
    if !isPath root then
      throw "lib.fileset.toSource: `root` is of type ${typeOf root}, but it should be a path instead."
    else if !pathExists root then
      throw "lib.fileset.toSource: `root` (${folder}) is a path that does not exist."
    else if !pathExists "${folder}/." then
      throw "lib.fileset.toSource: `root` (${folder}) is a file, but it should be a directory instead."
    else if set.base != null && !isAt folder set.base then
      throw "lib.fileset.toSource: `fileset` could contain files in ${set.base}, which is not under the `root` (${folder})."
    else
      lib.cleanSourceWith {
        name = "source";
        src = root;
        filter = path: type: set.judge path type != "none" && (type != "directory" || holds set.judge path);
      };
}
