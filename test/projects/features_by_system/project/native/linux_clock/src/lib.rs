#[rustler::nif]
fn built() -> Vec<&'static str> {
    let mut built = vec![];
    built.push("linux");
    built
}

rustler::init!("Elixir.BySystem.Clock");
