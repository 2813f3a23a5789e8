/** Forges whose workflows `init --ci` writes; apart from these, since every command knows its flags. */
export const forges = ["github", "gitlab", "forgejo"] as const;
export type CiForge = (typeof forges)[number];
