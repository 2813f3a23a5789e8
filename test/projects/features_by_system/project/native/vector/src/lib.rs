#[rustler::nif]
fn built() -> Vec<&'static str> {
    let mut built = vec![];
    if cfg!(feature = "portable") {
        built.push("portable");
    }
    if cfg!(feature = "neon") {
        built.push("neon");
    }
    if let Some(level) = option_env!("VECTOR_LEVEL") {
        built.push(level);
    }
    built
}

rustler::init!("Elixir.BySystem.Vector");
