/**
 * Programs that a dependency calls in development, and the packages of nixpkgs that have them; on Linux alone. Most projects
 * have such a dependency for `:dev` only, through another one, so that mix.exs does not name it.
 */
export const linuxDevelopmentPrograms: Readonly<Record<string, readonly string[]>> = {
  // lib/file_system/backends/fs_inotify.ex: `inotifywait`, which tells Phoenix's code reloader of changes.
  file_system: ["inotify-tools"],
};
