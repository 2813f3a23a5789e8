%{
  "libplain_nif-v1.1.0-nif-2.15-aarch64-unknown-linux-gnu.so.tar.gz" => "sha256:c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1",
  "libplain_nif-v1.1.0-nif-2.15-x86_64-unknown-linux-gnu.so.tar.gz" => "sha256:c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2",
}
