#[rustler::nif]
fn built() -> Vec<&'static str> {
    let mut built = vec![];
    if cfg!(feature = "common") {
        built.push("common");
    }
    if cfg!(feature = "cuda") {
        built.push("cuda");
    }
    if cfg!(feature = "metal") {
        built.push("metal");
    }
    built
}

rustler::init!("Elixir.BySystem.Gpu");
