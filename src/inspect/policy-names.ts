/** The policy of the VM at hand, which is judged by what lies there, not by a table. */
export const BEAM_POLICY = "beam";

/** What `--policy` takes. Apart from the policies, so that the command line's help needs none of them. */
export const policyNames: readonly string[] = [
  BEAM_POLICY,
  "debian-11",
  "debian-12",
  "debian-13",
  "ubuntu-22.04",
  "ubuntu-24.04",
  "rhel-9",
  "alpine",
  "nerves",
  "darwin",
];
