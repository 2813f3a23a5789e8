defmodule Unpublished do
  use RustlerPrecompiled,
    otp_app: :precompiled_unpublished,
    crate: "without_nif",
    base_url: "https://example.org/without",
    version: "1.1.0"
end
