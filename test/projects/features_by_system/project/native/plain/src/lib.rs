#[rustler::nif]
fn built() -> Vec<&'static str> {
    let mut built = vec![];
    if cfg!(feature = "unix") {
        built.push("unix");
    }
    built
}

rustler::init!("Elixir.BySystem.Plain");
