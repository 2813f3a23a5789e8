/**
 * What stands before the host of an address (RFC 3986, userinfo): a user, a password, or a token in the place of either. Up to the
 * last `@` before the path, as browsers and git take it.
 */
const inHost = /\b([a-z][a-z0-9+.-]{0,30}):\/\/([^\s/?#"<>]+)@/gi;

/** A field of a query that is called as such things are. */
const inQuery =
  /([?&;])([\w.-]{0,40}(?:token|secret|passw|signature|credential|api[_-]?key)[\w.-]{0,40}=)([^&;#\s"'<>]+)/gi;

/** Names that open nothing by themselves: over ssh the key does, and `git` is everybody's name. */
function userOf(scheme: string, found: string): string {
  const ssh = /^(?:ssh|git\+ssh|ssh\+git)$/i.test(scheme);
  const [user = ""] = found.split(":", 1);
  return ssh || user === "git" ? user : "";
}

/** Where a query lost its first field, until it is known whether it has another. No address holds NUL. */
const opening = "\0";

/** A text with the addresses in it as one may write them down: without passwords and tokens. */
export function withoutCredentials(text: string): string {
  return text
    .replaceAll(inHost, (_, scheme: string, found: string) => {
      const user = userOf(scheme, found);
      return `${scheme}://${user}${user === "" ? "" : "@"}`;
    })
    .replaceAll(inQuery, (_, sign: string) => (sign === "?" ? opening : ""))
    .replaceAll(/\0[&;]/g, "?")
    .replaceAll(opening, "");
}

/** The same with something in their place: what is shown to a person. */
export function maskCredentials(text: string): string {
  return text
    .replaceAll(inHost, (all, scheme: string, found: string) => {
      if (userOf(scheme, found) === found) return all;
      return `${scheme}://***@`;
    })
    .replaceAll(inQuery, "$1$2***");
}

/** The same in as many characters as there were: for who counts columns. */
export function veilCredentials(text: string): string {
  const stars = (part: string): string => "*".repeat(part.length);
  return text
    .replaceAll(inHost, (all, scheme: string, found: string) =>
      userOf(scheme, found) === found ? all : `${scheme}://${stars(found)}@`,
    )
    .replaceAll(inQuery, (_, sign: string, field: string, value: string) => `${sign}${field}${stars(value)}`);
}
