{
  inputs.nixpkgs.url = "nixpkgs";
  outputs = { self, nixpkgs }: { };
}
