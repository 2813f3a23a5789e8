/** What looking into a git repository needs of git: the files of one commit. */
export interface Git {
  /**
   * The files of a commit as a tar archive, without what `.gitattributes` would leave out or fill in.
   * Rejects with GitFault where it cannot be had.
   */
  archive(request: GitRequest): Promise<Uint8Array>;
}

/** What a repository says of the names in it. */
export interface GitNames {
  /** The commit that a tag stands for, full id. Rejects with GitFault where there is none, or it cannot be asked. */
  commitOf(tag: { readonly url: string; readonly name: string; readonly cache: string }): Promise<string>;
  /** The day that a commit was made on, YYYY-MM-DD: of one whose archive was had from this cache. Rejects with GitFault. */
  dayOf(commit: { readonly rev: string; readonly cache: string }): Promise<string>;
}

export interface GitRequest {
  /** Of a transport over the network. */
  readonly url: string;
  /** The full commit id, lower-case hex. */
  readonly rev: string;
  /** What leads to the commit where a server does not give single ones: refs/tags/..., refs/heads/..., HEAD; null = any ref. */
  readonly ref: string | null;
  /** The only folder of the commit that is wanted; null = all. */
  readonly folder: string | null;
  /** Absolute: where what was fetched is kept. */
  readonly cache: string;
  /** False: only what is kept. */
  readonly mayFetch: boolean;
}

/** Why the files cannot be had: one clause, for a person. */
export class GitFault extends Error {}
