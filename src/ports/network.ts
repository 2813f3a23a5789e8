/** What downloading needs of the network: one request, no redirects followed, nothing retried. */
export interface Network {
  /** Rejects with NetworkFault where no whole answer came. */
  get(request: NetworkRequest): Promise<NetworkResponse>;
  /** For the pause between attempts. */
  wait(milliseconds: number): Promise<void>;
}

export interface NetworkRequest {
  /** http: or https: */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds until the answer begins, and of silence while it comes, after which the request is given up. */
  readonly timeout: number;
  /** Milliseconds after which it is given up however much has come. */
  readonly whole: number;
  /** Bytes after which an answer is given up. */
  readonly limit: number;
  /** Called now and then while a long answer comes, with the bytes that are there. */
  readonly onProgress?: (bytes: number) => void;
}

export interface NetworkResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Why no answer came: one clause, for a person. `passing` where another attempt may have more luck. */
export class NetworkFault extends Error {
  readonly passing: boolean;

  constructor(why: string, passing: boolean) {
    super(why);
    this.passing = passing;
  }
}

/** How requests leave this machine. */
export interface NetworkRoute {
  /** URLs of proxies, with user and password where they want them. */
  readonly httpProxy: string | undefined;
  readonly httpsProxy: string | undefined;
  /** The setting that each comes from, for a person. */
  readonly httpProxyFrom?: string;
  readonly httpsProxyFrom?: string;
  /** Hosts that are asked directly: names, ".suffixes", "*". */
  readonly noProxy: readonly string[];
  /** PEM file of the certificate authorities to trust in place of those of Node. */
  readonly caCertificatesPath: string | undefined;
}
