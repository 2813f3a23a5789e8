#[rustler::nif]
fn reverse(text: String) -> String {
    text.chars().rev().collect()
}

rustler::init!("Elixir.MyApp.Text");
