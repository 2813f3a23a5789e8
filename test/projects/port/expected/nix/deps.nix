{
  overrides ? _final: _prev: { },
  ...
}:
let
  self = packages // overrides self packages;

  packages = { };
in
self
