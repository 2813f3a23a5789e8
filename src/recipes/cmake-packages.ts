/**
 * What `find_package` of a CMakeLists.txt asks for, in the words of Makefiles: a library as linkers know it (linked-libraries.ts has its
 * package), or a program. Names: the modules that CMake comes with (`Find*.cmake`, cmake-modules(7)), and the configuration files that
 * the libraries of linked-libraries.ts install themselves.
 */
export const cmakeLibraries: Readonly<Record<string, string>> = {
  ALSA: "asound",
  BLAS: "blas",
  BZip2: "bz2",
  Boost: "boost_system",
  CURL: "curl",
  Curses: "ncurses",
  EXPAT: "expat",
  Fontconfig: "fontconfig",
  Freetype: "freetype",
  GDAL: "gdal",
  GSL: "gsl",
  GnuTLS: "gnutls",
  ICU: "icuuc",
  JPEG: "jpeg",
  LAPACK: "lapack",
  LibArchive: "archive",
  LibLZMA: "lzma",
  LibXml2: "xml2",
  LibXslt: "xslt",
  OpenSSL: "ssl",
  PNG: "png",
  PostgreSQL: "pq",
  Protobuf: "protobuf",
  RdKafka: "rdkafka",
  RocksDB: "rocksdb",
  SDL2: "SDL2",
  SQLite3: "sqlite3",
  SndFile: "sndfile",
  Snappy: "snappy",
  TIFF: "tiff",
  WebP: "webp",
  X11: "X11",
  ZLIB: "z",
  ZeroMQ: "zmq",
  hiredis: "hiredis",
  leveldb: "leveldb",
  libuv: "uv",
  lz4: "lz4",
  protobuf: "protobuf",
  re2: "re2",
  zstd: "zstd",
};

export const cmakePrograms: Readonly<Record<string, string>> = {
  BISON: "bison",
  FLEX: "flex",
  Perl: "perl",
  PkgConfig: "pkg-config",
  Protobuf: "protoc",
  Python: "python3",
  Python3: "python3",
  PythonInterp: "python3",
  protobuf: "protoc",
};

/** What the compiler of a build has by itself, and Erlang, which is there. */
export const cmakeNothing: ReadonlySet<string> = new Set(["Backtrace", "Erlang", "OpenMP", "Threads", "UnixCommands"]);
