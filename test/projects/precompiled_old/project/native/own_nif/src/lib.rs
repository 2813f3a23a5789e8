#[rustler::nif]
fn cube(number: i64) -> i64 {
    number * number * number
}

rustler::init!("Elixir.PrecompiledOld");
