%{
  "libfast_nif-v1.1.0-nif-2.15-aarch64-apple-darwin.so.tar.gz" => "sha256:a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
  "libfast_nif-v1.1.0-nif-2.16-aarch64-apple-darwin.so.tar.gz" => "sha256:a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2",
  "libfast_nif-v1.1.0-nif-2.15-aarch64-unknown-linux-gnu.so.tar.gz" => "sha256:b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1",
  "libfast_nif-v1.1.0-nif-2.16-aarch64-unknown-linux-gnu.so.tar.gz" => "sha256:b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2",
  "libfast_nif-v1.1.0-nif-2.15-x86_64-unknown-linux-gnu.so.tar.gz" => "sha256:c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1",
  "libfast_nif-v1.1.0-nif-2.16-x86_64-unknown-linux-gnu.so.tar.gz" => "sha256:c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2",
}
