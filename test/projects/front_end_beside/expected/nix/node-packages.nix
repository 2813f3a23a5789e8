[
  {
    base = "..";
    folders = [ "frontend/node_modules" ];
    packages = [
      {
        paths = [ "frontend/node_modules/ms" ];
        url = "https://registry.npmjs.org/ms/-/ms-2.1.3.tgz";
        hash = "sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==";
      }
    ];
  }
]
