import { lookUp } from "../text/look-up.ts";
import { buildPackages } from "./build-programs.ts";
import { programs as makePrograms } from "./programs.ts";

/**
 * Programs that code calls while it runs, by the packages of nixpkgs that have them in bin/. Beside these there are those that
 * Makefiles and builds call.
 */
export const runPackages: Readonly<Record<string, string>> = {
  age: "age age-keygen",
  awscli2: "aws",
  bun: "bun",
  bzip2: "bzip2 bunzip2 bzcat",
  calibre: "ebook-convert ebook-meta",
  chromedriver: "chromedriver",
  chromium: "chromium",
  curl: "curl",
  "dart-sass": "sass",
  deno: "deno",
  "docker-client": "docker",
  exiftool: "exiftool",
  ffmpeg: "ffmpeg ffprobe ffplay",
  firefox: "firefox",
  gh: "gh",
  ghostscript: "gs ps2pdf pdf2ps",
  gifsicle: "gifsicle",
  "git-lfs": "git-lfs",
  gnupg: "gpg gpg-agent gpgconf",
  gnuplot: "gnuplot",
  "google-cloud-sdk": "gcloud gsutil",
  graphicsmagick: "gm",
  graphviz: "dot neato circo fdp twopi sfdp",
  hostname: "hostname",
  imagemagick: "animate compare composite conjure convert identify import magick mogrify montage stream",
  inkscape: "inkscape",
  "inotify-tools": "inotifywait inotifywatch",
  iproute2: "ip ss bridge tc",
  iptables: "iptables ip6tables iptables-save iptables-restore",
  iputils: "ping arping tracepath",
  jpegoptim: "jpegoptim",
  jq: "jq",
  kubectl: "kubectl",
  "kubernetes-helm": "helm",
  libcap: "setcap getcap",
  libreoffice: "libreoffice soffice",
  librsvg: "rsvg-convert",
  libwebp: "cwebp dwebp gif2webp webpmux",
  libxml2: "xmllint xmlcatalog",
  lsof: "lsof",
  "mariadb.client": "mysql mysqldump mariadb mariadb-dump",
  getent: "getent",
  incus: "incus",
  jujutsu: "jj",
  nix: "nix nix-build nix-channel nix-collect-garbage nix-env nix-instantiate nix-prefetch-url nix-shell nix-store",
  mediainfo: "mediainfo",
  mupdf: "mutool",
  nmap: "nmap ncat",
  nodejs: "node npm npx corepack",
  openssh: "scp sftp ssh ssh-add ssh-agent ssh-keygen ssh-keyscan",
  openssl: "openssl",
  optipng: "optipng",
  pandoc: "pandoc",
  pngquant: "pngquant",
  podman: "podman",
  "poppler-utils": "pdfimages pdfinfo pdfseparate pdftocairo pdftohtml pdftoppm pdftotext pdfunite",
  postgresql: "createdb dropdb initdb pg_ctl pg_dump pg_dumpall pg_isready pg_restore postgres psql",
  procps: "free pgrep pkill ps sysctl top uptime vmstat watch",
  "python3Packages.weasyprint": "weasyprint",
  qpdf: "qpdf",
  redis: "redis-cli redis-server",
  rsync: "rsync",
  socat: "socat",
  sox: "sox soxi",
  sqlite: "sqlite3",
  systemd: "busctl journalctl loginctl systemctl systemd-run timedatectl",
  tesseract: "tesseract",
  terraform: "terraform",
  traceroute: "traceroute",
  typst: "typst",
  unzip: "unzip zipinfo",
  "util-linux":
    "blkid dmesg findmnt flock getopt lsblk losetup lscpu mount nsenter renice script setsid umount unshare uuidgen",
  vips: "vips vipsheader vipsthumbnail",
  wget: "wget",
  "wireguard-tools": "wg wg-quick",
  wkhtmltopdf: "wkhtmltopdf wkhtmltoimage",
  "yt-dlp": "yt-dlp",
  zip: "zip zipcloak zipnote zipsplit",
  zstd: "zstd unzstd zstdcat",
};

const byProgram = new Map(
  [buildPackages, runPackages].flatMap((table) =>
    Object.entries(table).flatMap(([attribute, names]) => names.split(" ").map((name) => [name, attribute] as const)),
  ),
);

/** What stands in advice for an attribute that is not known. */
export const PACKAGE = "PACKAGE";

/** The attribute of nixpkgs that has a program; null = not known, or the program has a path of its own. */
export function packageOf(program: string): string | null {
  return byProgram.get(program) ?? lookUp(makePrograms, program)?.[0] ?? null;
}

/** Whether attributes of nixpkgs give a program: those that are known to, and those that are called like it. */
export function gives(attributes: readonly string[], program: string): boolean {
  const packages = [packageOf(program), ...(lookUp(makePrograms, program) ?? [])];
  return attributes.some((attribute) => packages.includes(attribute) || attribute.split(".").at(-1) === program);
}

/** What packages call while others develop or build with them: compilers, package managers, browsers' openers. */
export const developmentPrograms: ReadonlySet<string> = new Set(
  "bun c++ cargo cc clang cmake elixir elixirc erl erlc escript g++ gcc gmake iex inotifywait make mix npm npx pnpm rebar3 rustc rustup yarn".split(
    " ",
  ),
);

/** Programs in the PATH that mixRelease gives the release (nixpkgs pkgs/development/beam-modules/mix-release.nix). */
export const runPath: ReadonlySet<string> = new Set(
  ["coreutils", "gnused", "gnugrep", "gawk"].flatMap((name) => (buildPackages[name] ?? "").split(" ")),
);
