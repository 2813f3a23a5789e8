/** Forges whose workflows `init --ci` writes. Apart from the texts of these: all commands know the flags, and only init needs the texts. */
export const forges = ["github", "gitlab", "forgejo"] as const;
export type CiForge = (typeof forges)[number];
