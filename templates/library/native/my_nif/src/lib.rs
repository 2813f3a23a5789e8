#[rustler::nif]
fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

rustler::init!("Elixir.MyNif");
