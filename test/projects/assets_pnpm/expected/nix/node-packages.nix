[
  {
    folders = [ "assets/node_modules" ];
    links = {
      "assets/node_modules/@parcel/watcher" =
        "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher";
      "assets/node_modules/ajv" = "assets/node_modules/.pnpm/ajv@8.17.1/node_modules/ajv";
      "assets/node_modules/ajv-keywords" =
        "assets/node_modules/.pnpm/ajv-keywords@5.1.0_ajv@8.17.1/node_modules/ajv-keywords";
      "assets/node_modules/esbuild" = "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/esbuild";
      "assets/node_modules/@jridgewell/sourcemap-codec" =
        "assets/node_modules/.pnpm/@jridgewell+sourcemap-codec@1.5.0/node_modules/@jridgewell/sourcemap-codec";
      "assets/node_modules/debug" = "assets/node_modules/.pnpm/debug@4.3.4/node_modules/debug";
      "assets/node_modules/is-number" =
        "assets/node_modules/.pnpm/is-number@7.0.0/node_modules/is-number";
      "assets/node_modules/is-odd" = "assets/node_modules/.pnpm/is-odd@3.0.1/node_modules/is-odd";
      "assets/node_modules/old-ms" = "assets/node_modules/.pnpm/ms@2.0.0/node_modules/ms";
      "assets/node_modules/phoenix_html" =
        "assets/node_modules/.pnpm/phoenix_html@file+..+deps+phoenix_html/node_modules/phoenix_html";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/detect-libc" =
        "assets/node_modules/.pnpm/detect-libc@1.0.3/node_modules/detect-libc";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/is-glob" =
        "assets/node_modules/.pnpm/is-glob@4.0.3/node_modules/is-glob";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/micromatch" =
        "assets/node_modules/.pnpm/micromatch@4.0.8/node_modules/micromatch";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/node-addon-api" =
        "assets/node_modules/.pnpm/node-addon-api@7.1.1/node_modules/node-addon-api";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-android-arm64" =
        "assets/node_modules/.pnpm/@parcel+watcher-android-arm64@2.5.1/node_modules/@parcel/watcher-android-arm64";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-darwin-arm64" =
        "assets/node_modules/.pnpm/@parcel+watcher-darwin-arm64@2.5.1/node_modules/@parcel/watcher-darwin-arm64";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-darwin-x64" =
        "assets/node_modules/.pnpm/@parcel+watcher-darwin-x64@2.5.1/node_modules/@parcel/watcher-darwin-x64";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-freebsd-x64" =
        "assets/node_modules/.pnpm/@parcel+watcher-freebsd-x64@2.5.1/node_modules/@parcel/watcher-freebsd-x64";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-linux-arm-glibc" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-arm-glibc@2.5.1/node_modules/@parcel/watcher-linux-arm-glibc";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-linux-arm-musl" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-arm-musl@2.5.1/node_modules/@parcel/watcher-linux-arm-musl";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-linux-arm64-glibc" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-arm64-glibc@2.5.1/node_modules/@parcel/watcher-linux-arm64-glibc";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-linux-arm64-musl" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-arm64-musl@2.5.1/node_modules/@parcel/watcher-linux-arm64-musl";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-linux-x64-glibc" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-x64-glibc@2.5.1/node_modules/@parcel/watcher-linux-x64-glibc";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-linux-x64-musl" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-x64-musl@2.5.1/node_modules/@parcel/watcher-linux-x64-musl";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-win32-arm64" =
        "assets/node_modules/.pnpm/@parcel+watcher-win32-arm64@2.5.1/node_modules/@parcel/watcher-win32-arm64";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-win32-ia32" =
        "assets/node_modules/.pnpm/@parcel+watcher-win32-ia32@2.5.1/node_modules/@parcel/watcher-win32-ia32";
      "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher-win32-x64" =
        "assets/node_modules/.pnpm/@parcel+watcher-win32-x64@2.5.1/node_modules/@parcel/watcher-win32-x64";
      "assets/node_modules/.pnpm/ajv-keywords@5.1.0_ajv@8.17.1/node_modules/ajv" =
        "assets/node_modules/.pnpm/ajv@8.17.1/node_modules/ajv";
      "assets/node_modules/.pnpm/ajv-keywords@5.1.0_ajv@8.17.1/node_modules/fast-deep-equal" =
        "assets/node_modules/.pnpm/fast-deep-equal@3.1.3/node_modules/fast-deep-equal";
      "assets/node_modules/.pnpm/ajv@8.17.1/node_modules/fast-deep-equal" =
        "assets/node_modules/.pnpm/fast-deep-equal@3.1.3/node_modules/fast-deep-equal";
      "assets/node_modules/.pnpm/ajv@8.17.1/node_modules/fast-uri" =
        "assets/node_modules/.pnpm/fast-uri@3.1.9/node_modules/fast-uri";
      "assets/node_modules/.pnpm/ajv@8.17.1/node_modules/json-schema-traverse" =
        "assets/node_modules/.pnpm/json-schema-traverse@1.0.0/node_modules/json-schema-traverse";
      "assets/node_modules/.pnpm/ajv@8.17.1/node_modules/require-from-string" =
        "assets/node_modules/.pnpm/require-from-string@2.0.2/node_modules/require-from-string";
      "assets/node_modules/.pnpm/debug@4.3.4/node_modules/ms" =
        "assets/node_modules/.pnpm/ms@2.1.2/node_modules/ms";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/aix-ppc64" =
        "assets/node_modules/.pnpm/@esbuild+aix-ppc64@0.25.5/node_modules/@esbuild/aix-ppc64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/android-arm" =
        "assets/node_modules/.pnpm/@esbuild+android-arm@0.25.5/node_modules/@esbuild/android-arm";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/android-arm64" =
        "assets/node_modules/.pnpm/@esbuild+android-arm64@0.25.5/node_modules/@esbuild/android-arm64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/android-x64" =
        "assets/node_modules/.pnpm/@esbuild+android-x64@0.25.5/node_modules/@esbuild/android-x64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/darwin-arm64" =
        "assets/node_modules/.pnpm/@esbuild+darwin-arm64@0.25.5/node_modules/@esbuild/darwin-arm64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/darwin-x64" =
        "assets/node_modules/.pnpm/@esbuild+darwin-x64@0.25.5/node_modules/@esbuild/darwin-x64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/freebsd-arm64" =
        "assets/node_modules/.pnpm/@esbuild+freebsd-arm64@0.25.5/node_modules/@esbuild/freebsd-arm64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/freebsd-x64" =
        "assets/node_modules/.pnpm/@esbuild+freebsd-x64@0.25.5/node_modules/@esbuild/freebsd-x64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/linux-arm" =
        "assets/node_modules/.pnpm/@esbuild+linux-arm@0.25.5/node_modules/@esbuild/linux-arm";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/linux-arm64" =
        "assets/node_modules/.pnpm/@esbuild+linux-arm64@0.25.5/node_modules/@esbuild/linux-arm64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/linux-ia32" =
        "assets/node_modules/.pnpm/@esbuild+linux-ia32@0.25.5/node_modules/@esbuild/linux-ia32";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/linux-loong64" =
        "assets/node_modules/.pnpm/@esbuild+linux-loong64@0.25.5/node_modules/@esbuild/linux-loong64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/linux-mips64el" =
        "assets/node_modules/.pnpm/@esbuild+linux-mips64el@0.25.5/node_modules/@esbuild/linux-mips64el";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/linux-ppc64" =
        "assets/node_modules/.pnpm/@esbuild+linux-ppc64@0.25.5/node_modules/@esbuild/linux-ppc64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/linux-riscv64" =
        "assets/node_modules/.pnpm/@esbuild+linux-riscv64@0.25.5/node_modules/@esbuild/linux-riscv64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/linux-s390x" =
        "assets/node_modules/.pnpm/@esbuild+linux-s390x@0.25.5/node_modules/@esbuild/linux-s390x";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/linux-x64" =
        "assets/node_modules/.pnpm/@esbuild+linux-x64@0.25.5/node_modules/@esbuild/linux-x64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/netbsd-arm64" =
        "assets/node_modules/.pnpm/@esbuild+netbsd-arm64@0.25.5/node_modules/@esbuild/netbsd-arm64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/netbsd-x64" =
        "assets/node_modules/.pnpm/@esbuild+netbsd-x64@0.25.5/node_modules/@esbuild/netbsd-x64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/openbsd-arm64" =
        "assets/node_modules/.pnpm/@esbuild+openbsd-arm64@0.25.5/node_modules/@esbuild/openbsd-arm64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/openbsd-x64" =
        "assets/node_modules/.pnpm/@esbuild+openbsd-x64@0.25.5/node_modules/@esbuild/openbsd-x64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/sunos-x64" =
        "assets/node_modules/.pnpm/@esbuild+sunos-x64@0.25.5/node_modules/@esbuild/sunos-x64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/win32-arm64" =
        "assets/node_modules/.pnpm/@esbuild+win32-arm64@0.25.5/node_modules/@esbuild/win32-arm64";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/win32-ia32" =
        "assets/node_modules/.pnpm/@esbuild+win32-ia32@0.25.5/node_modules/@esbuild/win32-ia32";
      "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/@esbuild/win32-x64" =
        "assets/node_modules/.pnpm/@esbuild+win32-x64@0.25.5/node_modules/@esbuild/win32-x64";
      "assets/node_modules/.pnpm/is-odd@3.0.1/node_modules/is-number" =
        "assets/node_modules/.pnpm/is-number@6.0.0/node_modules/is-number";
      "assets/node_modules/.pnpm/is-glob@4.0.3/node_modules/is-extglob" =
        "assets/node_modules/.pnpm/is-extglob@2.1.1/node_modules/is-extglob";
      "assets/node_modules/.pnpm/micromatch@4.0.8/node_modules/braces" =
        "assets/node_modules/.pnpm/braces@3.0.3/node_modules/braces";
      "assets/node_modules/.pnpm/micromatch@4.0.8/node_modules/picomatch" =
        "assets/node_modules/.pnpm/picomatch@2.3.2/node_modules/picomatch";
      "assets/node_modules/.pnpm/braces@3.0.3/node_modules/fill-range" =
        "assets/node_modules/.pnpm/fill-range@7.1.1/node_modules/fill-range";
      "assets/node_modules/.pnpm/fill-range@7.1.1/node_modules/to-regex-range" =
        "assets/node_modules/.pnpm/to-regex-range@5.0.1/node_modules/to-regex-range";
      "assets/node_modules/.pnpm/to-regex-range@5.0.1/node_modules/is-number" =
        "assets/node_modules/.pnpm/is-number@7.0.0/node_modules/is-number";
      "assets/node_modules/.pnpm/node_modules/detect-libc" =
        "assets/node_modules/.pnpm/detect-libc@1.0.3/node_modules/detect-libc";
      "assets/node_modules/.pnpm/node_modules/is-glob" =
        "assets/node_modules/.pnpm/is-glob@4.0.3/node_modules/is-glob";
      "assets/node_modules/.pnpm/node_modules/micromatch" =
        "assets/node_modules/.pnpm/micromatch@4.0.8/node_modules/micromatch";
      "assets/node_modules/.pnpm/node_modules/node-addon-api" =
        "assets/node_modules/.pnpm/node-addon-api@7.1.1/node_modules/node-addon-api";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-android-arm64" =
        "assets/node_modules/.pnpm/@parcel+watcher-android-arm64@2.5.1/node_modules/@parcel/watcher-android-arm64";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-darwin-arm64" =
        "assets/node_modules/.pnpm/@parcel+watcher-darwin-arm64@2.5.1/node_modules/@parcel/watcher-darwin-arm64";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-darwin-x64" =
        "assets/node_modules/.pnpm/@parcel+watcher-darwin-x64@2.5.1/node_modules/@parcel/watcher-darwin-x64";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-freebsd-x64" =
        "assets/node_modules/.pnpm/@parcel+watcher-freebsd-x64@2.5.1/node_modules/@parcel/watcher-freebsd-x64";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-linux-arm-glibc" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-arm-glibc@2.5.1/node_modules/@parcel/watcher-linux-arm-glibc";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-linux-arm-musl" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-arm-musl@2.5.1/node_modules/@parcel/watcher-linux-arm-musl";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-linux-arm64-glibc" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-arm64-glibc@2.5.1/node_modules/@parcel/watcher-linux-arm64-glibc";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-linux-arm64-musl" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-arm64-musl@2.5.1/node_modules/@parcel/watcher-linux-arm64-musl";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-linux-x64-glibc" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-x64-glibc@2.5.1/node_modules/@parcel/watcher-linux-x64-glibc";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-linux-x64-musl" =
        "assets/node_modules/.pnpm/@parcel+watcher-linux-x64-musl@2.5.1/node_modules/@parcel/watcher-linux-x64-musl";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-win32-arm64" =
        "assets/node_modules/.pnpm/@parcel+watcher-win32-arm64@2.5.1/node_modules/@parcel/watcher-win32-arm64";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-win32-ia32" =
        "assets/node_modules/.pnpm/@parcel+watcher-win32-ia32@2.5.1/node_modules/@parcel/watcher-win32-ia32";
      "assets/node_modules/.pnpm/node_modules/@parcel/watcher-win32-x64" =
        "assets/node_modules/.pnpm/@parcel+watcher-win32-x64@2.5.1/node_modules/@parcel/watcher-win32-x64";
      "assets/node_modules/.pnpm/node_modules/ajv" =
        "assets/node_modules/.pnpm/ajv@8.17.1/node_modules/ajv";
      "assets/node_modules/.pnpm/node_modules/fast-deep-equal" =
        "assets/node_modules/.pnpm/fast-deep-equal@3.1.3/node_modules/fast-deep-equal";
      "assets/node_modules/.pnpm/node_modules/fast-uri" =
        "assets/node_modules/.pnpm/fast-uri@3.1.9/node_modules/fast-uri";
      "assets/node_modules/.pnpm/node_modules/json-schema-traverse" =
        "assets/node_modules/.pnpm/json-schema-traverse@1.0.0/node_modules/json-schema-traverse";
      "assets/node_modules/.pnpm/node_modules/require-from-string" =
        "assets/node_modules/.pnpm/require-from-string@2.0.2/node_modules/require-from-string";
      "assets/node_modules/.pnpm/node_modules/ms" = "assets/node_modules/.pnpm/ms@2.1.2/node_modules/ms";
      "assets/node_modules/.pnpm/node_modules/@esbuild/aix-ppc64" =
        "assets/node_modules/.pnpm/@esbuild+aix-ppc64@0.25.5/node_modules/@esbuild/aix-ppc64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/android-arm" =
        "assets/node_modules/.pnpm/@esbuild+android-arm@0.25.5/node_modules/@esbuild/android-arm";
      "assets/node_modules/.pnpm/node_modules/@esbuild/android-arm64" =
        "assets/node_modules/.pnpm/@esbuild+android-arm64@0.25.5/node_modules/@esbuild/android-arm64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/android-x64" =
        "assets/node_modules/.pnpm/@esbuild+android-x64@0.25.5/node_modules/@esbuild/android-x64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/darwin-arm64" =
        "assets/node_modules/.pnpm/@esbuild+darwin-arm64@0.25.5/node_modules/@esbuild/darwin-arm64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/darwin-x64" =
        "assets/node_modules/.pnpm/@esbuild+darwin-x64@0.25.5/node_modules/@esbuild/darwin-x64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/freebsd-arm64" =
        "assets/node_modules/.pnpm/@esbuild+freebsd-arm64@0.25.5/node_modules/@esbuild/freebsd-arm64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/freebsd-x64" =
        "assets/node_modules/.pnpm/@esbuild+freebsd-x64@0.25.5/node_modules/@esbuild/freebsd-x64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/linux-arm" =
        "assets/node_modules/.pnpm/@esbuild+linux-arm@0.25.5/node_modules/@esbuild/linux-arm";
      "assets/node_modules/.pnpm/node_modules/@esbuild/linux-arm64" =
        "assets/node_modules/.pnpm/@esbuild+linux-arm64@0.25.5/node_modules/@esbuild/linux-arm64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/linux-ia32" =
        "assets/node_modules/.pnpm/@esbuild+linux-ia32@0.25.5/node_modules/@esbuild/linux-ia32";
      "assets/node_modules/.pnpm/node_modules/@esbuild/linux-loong64" =
        "assets/node_modules/.pnpm/@esbuild+linux-loong64@0.25.5/node_modules/@esbuild/linux-loong64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/linux-mips64el" =
        "assets/node_modules/.pnpm/@esbuild+linux-mips64el@0.25.5/node_modules/@esbuild/linux-mips64el";
      "assets/node_modules/.pnpm/node_modules/@esbuild/linux-ppc64" =
        "assets/node_modules/.pnpm/@esbuild+linux-ppc64@0.25.5/node_modules/@esbuild/linux-ppc64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/linux-riscv64" =
        "assets/node_modules/.pnpm/@esbuild+linux-riscv64@0.25.5/node_modules/@esbuild/linux-riscv64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/linux-s390x" =
        "assets/node_modules/.pnpm/@esbuild+linux-s390x@0.25.5/node_modules/@esbuild/linux-s390x";
      "assets/node_modules/.pnpm/node_modules/@esbuild/linux-x64" =
        "assets/node_modules/.pnpm/@esbuild+linux-x64@0.25.5/node_modules/@esbuild/linux-x64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/netbsd-arm64" =
        "assets/node_modules/.pnpm/@esbuild+netbsd-arm64@0.25.5/node_modules/@esbuild/netbsd-arm64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/netbsd-x64" =
        "assets/node_modules/.pnpm/@esbuild+netbsd-x64@0.25.5/node_modules/@esbuild/netbsd-x64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/openbsd-arm64" =
        "assets/node_modules/.pnpm/@esbuild+openbsd-arm64@0.25.5/node_modules/@esbuild/openbsd-arm64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/openbsd-x64" =
        "assets/node_modules/.pnpm/@esbuild+openbsd-x64@0.25.5/node_modules/@esbuild/openbsd-x64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/sunos-x64" =
        "assets/node_modules/.pnpm/@esbuild+sunos-x64@0.25.5/node_modules/@esbuild/sunos-x64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/win32-arm64" =
        "assets/node_modules/.pnpm/@esbuild+win32-arm64@0.25.5/node_modules/@esbuild/win32-arm64";
      "assets/node_modules/.pnpm/node_modules/@esbuild/win32-ia32" =
        "assets/node_modules/.pnpm/@esbuild+win32-ia32@0.25.5/node_modules/@esbuild/win32-ia32";
      "assets/node_modules/.pnpm/node_modules/@esbuild/win32-x64" =
        "assets/node_modules/.pnpm/@esbuild+win32-x64@0.25.5/node_modules/@esbuild/win32-x64";
      "assets/node_modules/.pnpm/node_modules/is-number" =
        "assets/node_modules/.pnpm/is-number@6.0.0/node_modules/is-number";
      "assets/node_modules/.pnpm/node_modules/is-extglob" =
        "assets/node_modules/.pnpm/is-extglob@2.1.1/node_modules/is-extglob";
      "assets/node_modules/.pnpm/node_modules/braces" =
        "assets/node_modules/.pnpm/braces@3.0.3/node_modules/braces";
      "assets/node_modules/.pnpm/node_modules/picomatch" =
        "assets/node_modules/.pnpm/picomatch@2.3.2/node_modules/picomatch";
      "assets/node_modules/.pnpm/node_modules/fill-range" =
        "assets/node_modules/.pnpm/fill-range@7.1.1/node_modules/fill-range";
      "assets/node_modules/.pnpm/node_modules/to-regex-range" =
        "assets/node_modules/.pnpm/to-regex-range@5.0.1/node_modules/to-regex-range";
    };
    copies = {
      "assets/node_modules/.pnpm/phoenix_html@file+..+deps+phoenix_html/node_modules/phoenix_html" =
        "deps/phoenix_html";
    };
    packages = [
      {
        paths = [
          "assets/node_modules/.pnpm/@jridgewell+sourcemap-codec@1.5.0/node_modules/@jridgewell/sourcemap-codec"
        ];
        url = "https://registry.npmjs.org/@jridgewell/sourcemap-codec/-/sourcemap-codec-1.5.0.tgz";
        hash = "sha512-gv3ZRaISU3fjPAgNsriBRqGWQL6quFx04YMPW/zD8XMLsU32mhCCbfbO6KZFLjvYpCZ8zyDEgqsgf+PwPaM7GQ==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/@parcel+watcher@2.5.1/node_modules/@parcel/watcher" ];
        url = "https://registry.npmjs.org/@parcel/watcher/-/watcher-2.5.1.tgz";
        hash = "sha512-dfUnCxiN9H4ap84DvD2ubjw+3vUNpstxa0TneY/Paat8a3R4uQZDLSvWjmznAY/DoahqTHl9V46HF/Zs3F29pg==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/ajv-keywords@5.1.0_ajv@8.17.1/node_modules/ajv-keywords" ];
        url = "https://registry.npmjs.org/ajv-keywords/-/ajv-keywords-5.1.0.tgz";
        hash = "sha512-YCS/JNFAUyr5vAuhk1DWm1CBxRHW9LbJ2ozWeemrIqpbsqKjHVxYPyi5GC0rjZIT5JxJ3virVTS8wk4i/Z+krw==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/ajv@8.17.1/node_modules/ajv" ];
        url = "https://registry.npmjs.org/ajv/-/ajv-8.17.1.tgz";
        hash = "sha512-B/gBuNg5SiMTrPkC+A2+cW0RszwxYmn6VYxB/inlBStS5nx6xHIt/ehKRhIMhqusl7a8LjQoZnjCs5vhwxOQ1g==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/debug@4.3.4/node_modules/debug" ];
        url = "https://registry.npmjs.org/debug/-/debug-4.3.4.tgz";
        hash = "sha512-PRWFHuSU3eDtQJPvnNY7Jcket1j0t5OuOsFzPPzsekD52Zl8qUfFIPEiswXqIvHWGVHOgX+7G/vCNNhehwxfkQ==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/esbuild@0.25.5/node_modules/esbuild" ];
        url = "https://registry.npmjs.org/esbuild/-/esbuild-0.25.5.tgz";
        hash = "sha512-P8OtKZRv/5J5hhz0cUAdu/cLuPIKXpQl1R9pZtvmHWQvrAUVd0UNIPT4IB4W3rNOqVO0rlqHmCIbSwxh/c9yUQ==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/is-number@7.0.0/node_modules/is-number" ];
        url = "https://registry.npmjs.org/is-number/-/is-number-7.0.0.tgz";
        hash = "sha512-41Cifkg6e8TylSpdtTpeLVMqvSBEVzTttHvERD741+pnZ8ANv0004MRL43QKPDlK9cGvNp6NZWZUBlbGXYxxng==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/is-odd@3.0.1/node_modules/is-odd" ];
        url = "https://registry.npmjs.org/is-odd/-/is-odd-3.0.1.tgz";
        hash = "sha512-CQpnWPrDwmP1+SMHXZhtLtJv90yiyVfluGsX5iNCVkrhQtU3TQHsUWPG9wkdk9Lgd5yNpAg9jQEo90CBaXgWMA==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/ms@2.0.0/node_modules/ms" ];
        url = "https://registry.npmjs.org/ms/-/ms-2.0.0.tgz";
        hash = "sha512-Tpp60P6IUJDTuOq/5Z8cdskzJujfwqfOTkrwIwj7IRISpnkJnT6SyJ4PCPnGMoFjC9ddhal5KVIYtAt97ix05A==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/@esbuild+aix-ppc64@0.25.5/node_modules/@esbuild/aix-ppc64" ];
        url = "https://registry.npmjs.org/@esbuild/aix-ppc64/-/aix-ppc64-0.25.5.tgz";
        hash = "sha512-9o3TMmpmftaCMepOdA5k/yDw8SfInyzWWTjYTFCX3kPSDJMROQTb8jg+h9Cnwnmm1vOzvxN7gIfB5V2ewpjtGA==";
        os = [ "aix" ];
        cpu = [ "ppc64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+android-arm64@0.25.5/node_modules/@esbuild/android-arm64"
        ];
        url = "https://registry.npmjs.org/@esbuild/android-arm64/-/android-arm64-0.25.5.tgz";
        hash = "sha512-VGzGhj4lJO+TVGV1v8ntCZWJktV7SGCs3Pn1GRWI1SBFtRALoomm8k5E9Pmwg3HOAal2VDc2F9+PM/rEY6oIDg==";
        os = [ "android" ];
        cpu = [ "arm64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+android-arm@0.25.5/node_modules/@esbuild/android-arm"
        ];
        url = "https://registry.npmjs.org/@esbuild/android-arm/-/android-arm-0.25.5.tgz";
        hash = "sha512-AdJKSPeEHgi7/ZhuIPtcQKr5RQdo6OO2IL87JkianiMYMPbCtot9fxPbrMiBADOWWm3T2si9stAiVsGbTQFkbA==";
        os = [ "android" ];
        cpu = [ "arm" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+android-x64@0.25.5/node_modules/@esbuild/android-x64"
        ];
        url = "https://registry.npmjs.org/@esbuild/android-x64/-/android-x64-0.25.5.tgz";
        hash = "sha512-D2GyJT1kjvO//drbRT3Hib9XPwQeWd9vZoBJn+bu/lVsOZ13cqNdDeqIF/xQ5/VmWvMduP6AmXvylO/PIc2isw==";
        os = [ "android" ];
        cpu = [ "x64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+darwin-arm64@0.25.5/node_modules/@esbuild/darwin-arm64"
        ];
        url = "https://registry.npmjs.org/@esbuild/darwin-arm64/-/darwin-arm64-0.25.5.tgz";
        hash = "sha512-GtaBgammVvdF7aPIgH2jxMDdivezgFu6iKpmT+48+F8Hhg5J/sfnDieg0aeG/jfSvkYQU2/pceFPDKlqZzwnfQ==";
        os = [ "darwin" ];
        cpu = [ "arm64" ];
      }
      {
        paths = [ "assets/node_modules/.pnpm/@esbuild+darwin-x64@0.25.5/node_modules/@esbuild/darwin-x64" ];
        url = "https://registry.npmjs.org/@esbuild/darwin-x64/-/darwin-x64-0.25.5.tgz";
        hash = "sha512-1iT4FVL0dJ76/q1wd7XDsXrSW+oLoquptvh4CLR4kITDtqi2e/xwXwdCVH8hVHU43wgJdsq7Gxuzcs6Iq/7bxQ==";
        os = [ "darwin" ];
        cpu = [ "x64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+freebsd-arm64@0.25.5/node_modules/@esbuild/freebsd-arm64"
        ];
        url = "https://registry.npmjs.org/@esbuild/freebsd-arm64/-/freebsd-arm64-0.25.5.tgz";
        hash = "sha512-nk4tGP3JThz4La38Uy/gzyXtpkPW8zSAmoUhK9xKKXdBCzKODMc2adkB2+8om9BDYugz+uGV7sLmpTYzvmz6Sw==";
        os = [ "freebsd" ];
        cpu = [ "arm64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+freebsd-x64@0.25.5/node_modules/@esbuild/freebsd-x64"
        ];
        url = "https://registry.npmjs.org/@esbuild/freebsd-x64/-/freebsd-x64-0.25.5.tgz";
        hash = "sha512-PrikaNjiXdR2laW6OIjlbeuCPrPaAl0IwPIaRv+SMV8CiM8i2LqVUHFC1+8eORgWyY7yhQY+2U2fA55mBzReaw==";
        os = [ "freebsd" ];
        cpu = [ "x64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+linux-arm64@0.25.5/node_modules/@esbuild/linux-arm64"
        ];
        url = "https://registry.npmjs.org/@esbuild/linux-arm64/-/linux-arm64-0.25.5.tgz";
        hash = "sha512-Z9kfb1v6ZlGbWj8EJk9T6czVEjjq2ntSYLY2cw6pAZl4oKtfgQuS4HOq41M/BcoLPzrUbNd+R4BXFyH//nHxVg==";
        os = [ "linux" ];
        cpu = [ "arm64" ];
      }
      {
        paths = [ "assets/node_modules/.pnpm/@esbuild+linux-arm@0.25.5/node_modules/@esbuild/linux-arm" ];
        url = "https://registry.npmjs.org/@esbuild/linux-arm/-/linux-arm-0.25.5.tgz";
        hash = "sha512-cPzojwW2okgh7ZlRpcBEtsX7WBuqbLrNXqLU89GxWbNt6uIg78ET82qifUy3W6OVww6ZWobWub5oqZOVtwolfw==";
        os = [ "linux" ];
        cpu = [ "arm" ];
      }
      {
        paths = [ "assets/node_modules/.pnpm/@esbuild+linux-ia32@0.25.5/node_modules/@esbuild/linux-ia32" ];
        url = "https://registry.npmjs.org/@esbuild/linux-ia32/-/linux-ia32-0.25.5.tgz";
        hash = "sha512-sQ7l00M8bSv36GLV95BVAdhJ2QsIbCuCjh/uYrWiMQSUuV+LpXwIqhgJDcvMTj+VsQmqAHL2yYaasENvJ7CDKA==";
        os = [ "linux" ];
        cpu = [ "ia32" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+linux-loong64@0.25.5/node_modules/@esbuild/linux-loong64"
        ];
        url = "https://registry.npmjs.org/@esbuild/linux-loong64/-/linux-loong64-0.25.5.tgz";
        hash = "sha512-0ur7ae16hDUC4OL5iEnDb0tZHDxYmuQyhKhsPBV8f99f6Z9KQM02g33f93rNH5A30agMS46u2HP6qTdEt6Q1kg==";
        os = [ "linux" ];
        cpu = [ "loong64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+linux-mips64el@0.25.5/node_modules/@esbuild/linux-mips64el"
        ];
        url = "https://registry.npmjs.org/@esbuild/linux-mips64el/-/linux-mips64el-0.25.5.tgz";
        hash = "sha512-kB/66P1OsHO5zLz0i6X0RxlQ+3cu0mkxS3TKFvkb5lin6uwZ/ttOkP3Z8lfR9mJOBk14ZwZ9182SIIWFGNmqmg==";
        os = [ "linux" ];
        cpu = [ "mips64el" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+linux-ppc64@0.25.5/node_modules/@esbuild/linux-ppc64"
        ];
        url = "https://registry.npmjs.org/@esbuild/linux-ppc64/-/linux-ppc64-0.25.5.tgz";
        hash = "sha512-UZCmJ7r9X2fe2D6jBmkLBMQetXPXIsZjQJCjgwpVDz+YMcS6oFR27alkgGv3Oqkv07bxdvw7fyB71/olceJhkQ==";
        os = [ "linux" ];
        cpu = [ "ppc64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+linux-riscv64@0.25.5/node_modules/@esbuild/linux-riscv64"
        ];
        url = "https://registry.npmjs.org/@esbuild/linux-riscv64/-/linux-riscv64-0.25.5.tgz";
        hash = "sha512-kTxwu4mLyeOlsVIFPfQo+fQJAV9mh24xL+y+Bm6ej067sYANjyEw1dNHmvoqxJUCMnkBdKpvOn0Ahql6+4VyeA==";
        os = [ "linux" ];
        cpu = [ "riscv64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+linux-s390x@0.25.5/node_modules/@esbuild/linux-s390x"
        ];
        url = "https://registry.npmjs.org/@esbuild/linux-s390x/-/linux-s390x-0.25.5.tgz";
        hash = "sha512-K2dSKTKfmdh78uJ3NcWFiqyRrimfdinS5ErLSn3vluHNeHVnBAFWC8a4X5N+7FgVE1EjXS1QDZbpqZBjfrqMTQ==";
        os = [ "linux" ];
        cpu = [ "s390x" ];
      }
      {
        paths = [ "assets/node_modules/.pnpm/@esbuild+linux-x64@0.25.5/node_modules/@esbuild/linux-x64" ];
        url = "https://registry.npmjs.org/@esbuild/linux-x64/-/linux-x64-0.25.5.tgz";
        hash = "sha512-uhj8N2obKTE6pSZ+aMUbqq+1nXxNjZIIjCjGLfsWvVpy7gKCOL6rsY1MhRh9zLtUtAI7vpgLMK6DxjO8Qm9lJw==";
        os = [ "linux" ];
        cpu = [ "x64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+netbsd-arm64@0.25.5/node_modules/@esbuild/netbsd-arm64"
        ];
        url = "https://registry.npmjs.org/@esbuild/netbsd-arm64/-/netbsd-arm64-0.25.5.tgz";
        hash = "sha512-pwHtMP9viAy1oHPvgxtOv+OkduK5ugofNTVDilIzBLpoWAM16r7b/mxBvfpuQDpRQFMfuVr5aLcn4yveGvBZvw==";
        os = [ "netbsd" ];
        cpu = [ "arm64" ];
      }
      {
        paths = [ "assets/node_modules/.pnpm/@esbuild+netbsd-x64@0.25.5/node_modules/@esbuild/netbsd-x64" ];
        url = "https://registry.npmjs.org/@esbuild/netbsd-x64/-/netbsd-x64-0.25.5.tgz";
        hash = "sha512-WOb5fKrvVTRMfWFNCroYWWklbnXH0Q5rZppjq0vQIdlsQKuw6mdSihwSo4RV/YdQ5UCKKvBy7/0ZZYLBZKIbwQ==";
        os = [ "netbsd" ];
        cpu = [ "x64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+openbsd-arm64@0.25.5/node_modules/@esbuild/openbsd-arm64"
        ];
        url = "https://registry.npmjs.org/@esbuild/openbsd-arm64/-/openbsd-arm64-0.25.5.tgz";
        hash = "sha512-7A208+uQKgTxHd0G0uqZO8UjK2R0DDb4fDmERtARjSHWxqMTye4Erz4zZafx7Di9Cv+lNHYuncAkiGFySoD+Mw==";
        os = [ "openbsd" ];
        cpu = [ "arm64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+openbsd-x64@0.25.5/node_modules/@esbuild/openbsd-x64"
        ];
        url = "https://registry.npmjs.org/@esbuild/openbsd-x64/-/openbsd-x64-0.25.5.tgz";
        hash = "sha512-G4hE405ErTWraiZ8UiSoesH8DaCsMm0Cay4fsFWOOUcz8b8rC6uCvnagr+gnioEjWn0wC+o1/TAHt+It+MpIMg==";
        os = [ "openbsd" ];
        cpu = [ "x64" ];
      }
      {
        paths = [ "assets/node_modules/.pnpm/@esbuild+sunos-x64@0.25.5/node_modules/@esbuild/sunos-x64" ];
        url = "https://registry.npmjs.org/@esbuild/sunos-x64/-/sunos-x64-0.25.5.tgz";
        hash = "sha512-l+azKShMy7FxzY0Rj4RCt5VD/q8mG/e+mDivgspo+yL8zW7qEwctQ6YqKX34DTEleFAvCIUviCFX1SDZRSyMQA==";
        os = [ "sunos" ];
        cpu = [ "x64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@esbuild+win32-arm64@0.25.5/node_modules/@esbuild/win32-arm64"
        ];
        url = "https://registry.npmjs.org/@esbuild/win32-arm64/-/win32-arm64-0.25.5.tgz";
        hash = "sha512-O2S7SNZzdcFG7eFKgvwUEZ2VG9D/sn/eIiz8XRZ1Q/DO5a3s76Xv0mdBzVM5j5R639lXQmPmSo0iRpHqUUrsxw==";
        os = [ "win32" ];
        cpu = [ "arm64" ];
      }
      {
        paths = [ "assets/node_modules/.pnpm/@esbuild+win32-ia32@0.25.5/node_modules/@esbuild/win32-ia32" ];
        url = "https://registry.npmjs.org/@esbuild/win32-ia32/-/win32-ia32-0.25.5.tgz";
        hash = "sha512-onOJ02pqs9h1iMJ1PQphR+VZv8qBMQ77Klcsqv9CNW2w6yLqoURLcgERAIurY6QE63bbLuqgP9ATqajFLK5AMQ==";
        os = [ "win32" ];
        cpu = [ "ia32" ];
      }
      {
        paths = [ "assets/node_modules/.pnpm/@esbuild+win32-x64@0.25.5/node_modules/@esbuild/win32-x64" ];
        url = "https://registry.npmjs.org/@esbuild/win32-x64/-/win32-x64-0.25.5.tgz";
        hash = "sha512-TXv6YnJ8ZMVdX+SXWVBo/0p8LTcrUYngpWjvm91TMjjBQii7Oz11Lw5lbDV5Y0TzuhSJHwiH4hEtC1I42mMS0g==";
        os = [ "win32" ];
        cpu = [ "x64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-android-arm64@2.5.1/node_modules/@parcel/watcher-android-arm64"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-android-arm64/-/watcher-android-arm64-2.5.1.tgz";
        hash = "sha512-KF8+j9nNbUN8vzOFDpRMsaKBHZ/mcjEjMToVMJOhTozkDonQFFrRcfdLWn6yWKCmJKmdVxSgHiYvTCef4/qcBA==";
        os = [ "android" ];
        cpu = [ "arm64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-darwin-arm64@2.5.1/node_modules/@parcel/watcher-darwin-arm64"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-darwin-arm64/-/watcher-darwin-arm64-2.5.1.tgz";
        hash = "sha512-eAzPv5osDmZyBhou8PoF4i6RQXAfeKL9tjb3QzYuccXFMQU0ruIc/POh30ePnaOyD1UXdlKguHBmsTs53tVoPw==";
        os = [ "darwin" ];
        cpu = [ "arm64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-darwin-x64@2.5.1/node_modules/@parcel/watcher-darwin-x64"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-darwin-x64/-/watcher-darwin-x64-2.5.1.tgz";
        hash = "sha512-1ZXDthrnNmwv10A0/3AJNZ9JGlzrF82i3gNQcWOzd7nJ8aj+ILyW1MTxVk35Db0u91oD5Nlk9MBiujMlwmeXZg==";
        os = [ "darwin" ];
        cpu = [ "x64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-freebsd-x64@2.5.1/node_modules/@parcel/watcher-freebsd-x64"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-freebsd-x64/-/watcher-freebsd-x64-2.5.1.tgz";
        hash = "sha512-SI4eljM7Flp9yPuKi8W0ird8TI/JK6CSxju3NojVI6BjHsTyK7zxA9urjVjEKJ5MBYC+bLmMcbAWlZ+rFkLpJQ==";
        os = [ "freebsd" ];
        cpu = [ "x64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-linux-arm-glibc@2.5.1/node_modules/@parcel/watcher-linux-arm-glibc"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-linux-arm-glibc/-/watcher-linux-arm-glibc-2.5.1.tgz";
        hash = "sha512-RCdZlEyTs8geyBkkcnPWvtXLY44BCeZKmGYRtSgtwwnHR4dxfHRG3gR99XdMEdQ7KeiDdasJwwvNSF5jKtDwdA==";
        os = [ "linux" ];
        cpu = [ "arm" ];
        libc = [ "glibc" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-linux-arm-musl@2.5.1/node_modules/@parcel/watcher-linux-arm-musl"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-linux-arm-musl/-/watcher-linux-arm-musl-2.5.1.tgz";
        hash = "sha512-6E+m/Mm1t1yhB8X412stiKFG3XykmgdIOqhjWj+VL8oHkKABfu/gjFj8DvLrYVHSBNC+/u5PeNrujiSQ1zwd1Q==";
        os = [ "linux" ];
        cpu = [ "arm" ];
        libc = [ "musl" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-linux-arm64-glibc@2.5.1/node_modules/@parcel/watcher-linux-arm64-glibc"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-linux-arm64-glibc/-/watcher-linux-arm64-glibc-2.5.1.tgz";
        hash = "sha512-LrGp+f02yU3BN9A+DGuY3v3bmnFUggAITBGriZHUREfNEzZh/GO06FF5u2kx8x+GBEUYfyTGamol4j3m9ANe8w==";
        os = [ "linux" ];
        cpu = [ "arm64" ];
        libc = [ "glibc" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-linux-arm64-musl@2.5.1/node_modules/@parcel/watcher-linux-arm64-musl"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-linux-arm64-musl/-/watcher-linux-arm64-musl-2.5.1.tgz";
        hash = "sha512-cFOjABi92pMYRXS7AcQv9/M1YuKRw8SZniCDw0ssQb/noPkRzA+HBDkwmyOJYp5wXcsTrhxO0zq1U11cK9jsFg==";
        os = [ "linux" ];
        cpu = [ "arm64" ];
        libc = [ "musl" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-linux-x64-glibc@2.5.1/node_modules/@parcel/watcher-linux-x64-glibc"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-linux-x64-glibc/-/watcher-linux-x64-glibc-2.5.1.tgz";
        hash = "sha512-GcESn8NZySmfwlTsIur+49yDqSny2IhPeZfXunQi48DMugKeZ7uy1FX83pO0X22sHntJ4Ub+9k34XQCX+oHt2A==";
        os = [ "linux" ];
        cpu = [ "x64" ];
        libc = [ "glibc" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-linux-x64-musl@2.5.1/node_modules/@parcel/watcher-linux-x64-musl"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-linux-x64-musl/-/watcher-linux-x64-musl-2.5.1.tgz";
        hash = "sha512-n0E2EQbatQ3bXhcH2D1XIAANAcTZkQICBPVaxMeaCVBtOpBZpWJuf7LwyWPSBDITb7In8mqQgJ7gH8CILCURXg==";
        os = [ "linux" ];
        cpu = [ "x64" ];
        libc = [ "musl" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-win32-arm64@2.5.1/node_modules/@parcel/watcher-win32-arm64"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-win32-arm64/-/watcher-win32-arm64-2.5.1.tgz";
        hash = "sha512-RFzklRvmc3PkjKjry3hLF9wD7ppR4AKcWNzH7kXR7GUe0Igb3Nz8fyPwtZCSquGrhU5HhUNDr/mKBqj7tqA2Vw==";
        os = [ "win32" ];
        cpu = [ "arm64" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-win32-ia32@2.5.1/node_modules/@parcel/watcher-win32-ia32"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-win32-ia32/-/watcher-win32-ia32-2.5.1.tgz";
        hash = "sha512-c2KkcVN+NJmuA7CGlaGD1qJh1cLfDnQsHjE89E60vUEMlqduHGCdCLJCID5geFVM0dOtA3ZiIO8BoEQmzQVfpQ==";
        os = [ "win32" ];
        cpu = [ "ia32" ];
      }
      {
        paths = [
          "assets/node_modules/.pnpm/@parcel+watcher-win32-x64@2.5.1/node_modules/@parcel/watcher-win32-x64"
        ];
        url = "https://registry.npmjs.org/@parcel/watcher-win32-x64/-/watcher-win32-x64-2.5.1.tgz";
        hash = "sha512-9lHBdJITeNR++EvSQVUcaZoWupyHfXe1jZvGZ06O/5MflPcuPLtEphScIBL+AiCWBO46tDSHzWyD0uDmmZqsgA==";
        os = [ "win32" ];
        cpu = [ "x64" ];
      }
      {
        paths = [ "assets/node_modules/.pnpm/detect-libc@1.0.3/node_modules/detect-libc" ];
        url = "https://registry.npmjs.org/detect-libc/-/detect-libc-1.0.3.tgz";
        hash = "sha512-pGjwhsmsp4kL2RTz08wcOlGN83otlqHeD/Z5T8GXZB+/YcpQ/dgo+lbU8ZsGxV0HIvqqxo9l7mqYwyYMD9bKDg==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/fast-deep-equal@3.1.3/node_modules/fast-deep-equal" ];
        url = "https://registry.npmjs.org/fast-deep-equal/-/fast-deep-equal-3.1.3.tgz";
        hash = "sha512-f3qQ9oQy9j2AhBe/H9VC91wLmKBCCU/gDOnKNAYG5hswO7BLKj09Hc5HYNz9cGI++xlpDCIgDaitVs03ATR84Q==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/fast-uri@3.1.9/node_modules/fast-uri" ];
        url = "https://registry.npmjs.org/fast-uri/-/fast-uri-3.1.9.tgz";
        hash = "sha512-hS/0Wt3Ya043oKXs0sIxrMpKQITXhMLIrVAKKXi4gozGC9v7YRWVnXIZzjNPTO02M9BdxLCWqK1yRXgNziVyJQ==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/is-glob@4.0.3/node_modules/is-glob" ];
        url = "https://registry.npmjs.org/is-glob/-/is-glob-4.0.3.tgz";
        hash = "sha512-xelSayHH36ZgE7ZWhli7pW34hNbNl8Ojv5KVmkJD4hBdD3th8Tfk9vYasLM+mXWOZhFkgZfxhLSnrwRr4elSSg==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/is-number@6.0.0/node_modules/is-number" ];
        url = "https://registry.npmjs.org/is-number/-/is-number-6.0.0.tgz";
        hash = "sha512-Wu1VHeILBK8KAWJUAiSZQX94GmOE45Rg6/538fKwiloUu21KncEkYGPqob2oSZ5mUT73vLGrHQjKw3KMPwfDzg==";
      }
      {
        paths = [
          "assets/node_modules/.pnpm/json-schema-traverse@1.0.0/node_modules/json-schema-traverse"
        ];
        url = "https://registry.npmjs.org/json-schema-traverse/-/json-schema-traverse-1.0.0.tgz";
        hash = "sha512-NM8/P9n3XjXhIZn1lLhkFaACTOURQXjWhV4BA/RnOv8xvgqtqpAX9IO4mRQxSx1Rlo4tqzeqb0sOlruaOy3dug==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/micromatch@4.0.8/node_modules/micromatch" ];
        url = "https://registry.npmjs.org/micromatch/-/micromatch-4.0.8.tgz";
        hash = "sha512-PXwfBhYu0hBCPw8Dn0E+WDYb7af3dSLVWKi3HGv84IdF4TyFoC0ysxFd0Goxw7nSv4T/PzEJQxsYsEiFCKo2BA==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/ms@2.1.2/node_modules/ms" ];
        url = "https://registry.npmjs.org/ms/-/ms-2.1.2.tgz";
        hash = "sha512-sGkPx+VjMtmA6MX27oA4FBFELFCZZ4S4XqeGOXCv68tT+jb3vk/RyaKWP0PTKyWtmLSM0b+adUTEvbs1PEaH2w==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/node-addon-api@7.1.1/node_modules/node-addon-api" ];
        url = "https://registry.npmjs.org/node-addon-api/-/node-addon-api-7.1.1.tgz";
        hash = "sha512-5m3bsyrjFWE1xf7nz7YXdN4udnVtXK6/Yfgn5qnahL6bCkf2yKt4k3nuTKAtT4r3IG8JNR2ncsIMdZuAzJjHQQ==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/require-from-string@2.0.2/node_modules/require-from-string" ];
        url = "https://registry.npmjs.org/require-from-string/-/require-from-string-2.0.2.tgz";
        hash = "sha512-Xf0nWe6RseziFMu+Ap9biiUbmplq6S9/p+7w7YXP/JBHhrUDDUhwa+vANyubuqfZWTveU//DYVGsDG7RKL/vEw==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/braces@3.0.3/node_modules/braces" ];
        url = "https://registry.npmjs.org/braces/-/braces-3.0.3.tgz";
        hash = "sha512-yQbXgO/OSZVD2IsiLlro+7Hf6Q18EJrKSEsdoMzKePKXct3gvD8oLcOQdIzGupr5Fj+EDe8gO/lxc1BzfMpxvA==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/is-extglob@2.1.1/node_modules/is-extglob" ];
        url = "https://registry.npmjs.org/is-extglob/-/is-extglob-2.1.1.tgz";
        hash = "sha512-SbKbANkN603Vi4jEZv49LeVJMn4yGwsbzZworEoyEiutsN3nJYdbO36zfhGJ6QEDpOZIFkDtnq5JRxmvl3jsoQ==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/picomatch@2.3.2/node_modules/picomatch" ];
        url = "https://registry.npmjs.org/picomatch/-/picomatch-2.3.2.tgz";
        hash = "sha512-V7+vQEJ06Z+c5tSye8S+nHUfI51xoXIXjHQ99cQtKUkQqqO1kO/KCJUfZXuB47h/YBlDhah2H3hdUGXn8ie0oA==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/fill-range@7.1.1/node_modules/fill-range" ];
        url = "https://registry.npmjs.org/fill-range/-/fill-range-7.1.1.tgz";
        hash = "sha512-YsGpe3WHLK8ZYi4tWDg2Jy3ebRz2rXowDxnld4bkQB00cc/1Zw9AWnC0i9ztDJitivtQvaI9KaLyKrc+hBW0yg==";
      }
      {
        paths = [ "assets/node_modules/.pnpm/to-regex-range@5.0.1/node_modules/to-regex-range" ];
        url = "https://registry.npmjs.org/to-regex-range/-/to-regex-range-5.0.1.tgz";
        hash = "sha512-65P7iz6X5yEr1cwcgvQxbbIw7Uk3gOy5dIdtZ4rDveLqhrdJP+Li/Hx6tyK0NEb+2GCyneCMJiGqrADCSNk8sQ==";
      }
    ];
  }
]
