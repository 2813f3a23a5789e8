%{configs: [%{name: "default", files: %{included: ["lib/"], excluded: []}}]}
